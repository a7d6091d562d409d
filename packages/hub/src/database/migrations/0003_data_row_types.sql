ALTER TABLE "data_rows" ADD COLUMN "duration_ms" integer;--> statement-breakpoint
ALTER TABLE "data_rows" ADD COLUMN "frame_count" integer;--> statement-breakpoint
ALTER TABLE "data_rows" ADD COLUMN "turns" jsonb;--> statement-breakpoint
ALTER TABLE "data_rows" ADD COLUMN "attachments" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "datasets" ADD COLUMN "html_count" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "datasets" ADD COLUMN "conversational_count" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "datasets" ADD COLUMN "video_count" integer DEFAULT 0 NOT NULL;