ALTER TABLE "predictions" ADD COLUMN "reading" text;--> statement-breakpoint
ALTER TABLE "predictions" ADD COLUMN "usage" jsonb;