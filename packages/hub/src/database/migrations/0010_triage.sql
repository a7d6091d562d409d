CREATE TABLE "run_actions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organisation_id" uuid NOT NULL,
	"run_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"reason" text,
	"code" text,
	"item_ids" uuid[],
	"revision_id" uuid,
	"revision_number" integer,
	"total" integer NOT NULL,
	"done" integer DEFAULT 0 NOT NULL,
	"changed" integer DEFAULT 0 NOT NULL,
	"kept" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"last_item_id" uuid,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "storage_leftovers" (
	"organisation_id" uuid NOT NULL,
	"asset" text PRIMARY KEY NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "calls" ADD COLUMN "response_cut_from" integer;--> statement-breakpoint
ALTER TABLE "predictions" ADD COLUMN "action_id" uuid;--> statement-breakpoint
ALTER TABLE "run_actions" ADD CONSTRAINT "run_actions_organisation_id_organization_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "run_actions" ADD CONSTRAINT "run_actions_run_id_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."runs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "run_actions_by_run" ON "run_actions" USING btree ("run_id","id");--> statement-breakpoint
CREATE INDEX "run_actions_open" ON "run_actions" USING btree ("run_id") WHERE state = 'open';