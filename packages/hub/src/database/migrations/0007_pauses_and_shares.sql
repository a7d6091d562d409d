CREATE TABLE "endpoint_answers" (
	"revision_id" uuid PRIMARY KEY NOT NULL,
	"organisation_id" uuid NOT NULL,
	"answered_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "model_gates" ADD COLUMN "last_call_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "model_gates" ADD COLUMN "grown_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "model_workers" ADD COLUMN "wanted" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "model_workers" ADD COLUMN "previews" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "runs" ADD COLUMN "paused_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "endpoint_answers" ADD CONSTRAINT "endpoint_answers_organisation_id_organization_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "runs_paused" ON "runs" USING btree ("probe_at") WHERE state = 'paused';--> statement-breakpoint
ALTER TABLE "model_gates" DROP COLUMN "next_call_at";