CREATE TABLE "video_frames" (
	"organisation_id" uuid NOT NULL,
	"video_hash" text NOT NULL,
	"selection" text NOT NULL,
	"frames" jsonb NOT NULL,
	CONSTRAINT "video_frames_organisation_id_video_hash_selection_pk" PRIMARY KEY("organisation_id","video_hash","selection")
);
--> statement-breakpoint
ALTER TABLE "item_attempts" DROP CONSTRAINT "item_attempts_item_id_number_pk";--> statement-breakpoint
ALTER TABLE "item_attempts" ADD COLUMN "call_number" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "item_attempts" ADD COLUMN "frame" integer;--> statement-breakpoint
ALTER TABLE "item_attempts" ADD CONSTRAINT "item_attempts_item_id_number_call_number_pk" PRIMARY KEY("item_id","number","call_number");--> statement-breakpoint
ALTER TABLE "video_frames" ADD CONSTRAINT "video_frames_organisation_id_organization_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;