CREATE TABLE "model_workers" (
	"model_id" uuid NOT NULL,
	"worker_id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	"places" integer DEFAULT 0 NOT NULL,
	"in_flight" integer DEFAULT 0 NOT NULL,
	"seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "model_workers_model_id_worker_id_pk" PRIMARY KEY("model_id","worker_id")
);
--> statement-breakpoint
CREATE TABLE "prediction_classes" (
	"organisation_id" uuid NOT NULL,
	"run_id" uuid NOT NULL,
	"class" text NOT NULL,
	"confidence" real NOT NULL,
	"item_id" uuid NOT NULL,
	CONSTRAINT "prediction_classes_run_id_class_confidence_item_id_pk" PRIMARY KEY("run_id","class","confidence","item_id")
);
--> statement-breakpoint
CREATE TABLE "result_cache" (
	"organisation_id" uuid NOT NULL,
	"key" text NOT NULL,
	"item_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "result_cache_organisation_id_key_pk" PRIMARY KEY("organisation_id","key")
);
--> statement-breakpoint
CREATE TABLE "run_beats" (
	"run_id" uuid NOT NULL,
	"worker_id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	"in_flight" integer NOT NULL,
	"latencies" integer[] NOT NULL,
	"seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "run_beats_run_id_worker_id_pk" PRIMARY KEY("run_id","worker_id")
);
--> statement-breakpoint
ALTER TABLE "calls" DROP CONSTRAINT "calls_organisation_id_organization_id_fk";
--> statement-breakpoint
ALTER TABLE "calls" DROP CONSTRAINT "calls_run_id_runs_id_fk";
--> statement-breakpoint
ALTER TABLE "item_attempts" DROP CONSTRAINT "item_attempts_organisation_id_organization_id_fk";
--> statement-breakpoint
ALTER TABLE "item_attempts" DROP CONSTRAINT "item_attempts_item_id_run_items_id_fk";
--> statement-breakpoint
ALTER TABLE "item_attempts" DROP CONSTRAINT "item_attempts_call_id_calls_id_fk";
--> statement-breakpoint
ALTER TABLE "predictions" DROP CONSTRAINT "predictions_organisation_id_organization_id_fk";
--> statement-breakpoint
ALTER TABLE "predictions" DROP CONSTRAINT "predictions_run_id_runs_id_fk";
--> statement-breakpoint
ALTER TABLE "predictions" DROP CONSTRAINT "predictions_item_id_run_items_id_fk";
--> statement-breakpoint
ALTER TABLE "run_items" DROP CONSTRAINT "run_items_organisation_id_organization_id_fk";
--> statement-breakpoint
ALTER TABLE "run_items" DROP CONSTRAINT "run_items_run_id_runs_id_fk";
--> statement-breakpoint
ALTER TABLE "run_items" DROP CONSTRAINT "run_items_chunk_id_run_chunks_id_fk";
--> statement-breakpoint
DROP INDEX "calls_by_run";--> statement-breakpoint
DROP INDEX "predictions_by_item";--> statement-breakpoint
DROP INDEX "predictions_by_run";--> statement-breakpoint
ALTER TABLE "calls" ALTER COLUMN "request" SET DATA TYPE json;--> statement-breakpoint
ALTER TABLE "calls" ALTER COLUMN "image" SET DATA TYPE json;--> statement-breakpoint
ALTER TABLE "calls" ALTER COLUMN "response_headers" SET DATA TYPE json;--> statement-breakpoint
ALTER TABLE "item_attempts" ALTER COLUMN "problem" SET DATA TYPE json;--> statement-breakpoint
ALTER TABLE "model_gates" ALTER COLUMN "next_call_at" SET DEFAULT now();--> statement-breakpoint
ALTER TABLE "predictions" DROP CONSTRAINT "predictions_pkey";--> statement-breakpoint
ALTER TABLE "predictions" ADD PRIMARY KEY ("item_id");--> statement-breakpoint
ALTER TABLE "predictions" ALTER COLUMN "usage" SET DATA TYPE json;--> statement-breakpoint
ALTER TABLE "predictions" ALTER COLUMN "annotations" SET DATA TYPE json;--> statement-breakpoint
ALTER TABLE "predictions" ALTER COLUMN "warnings" SET DATA TYPE json;--> statement-breakpoint
ALTER TABLE "model_gates" ADD COLUMN "wait_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "model_gates" ADD COLUMN "level" real;--> statement-breakpoint
ALTER TABLE "model_gates" ADD COLUMN "lowered_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "predictions" ADD COLUMN "confidence" real DEFAULT -1 NOT NULL;--> statement-breakpoint
ALTER TABLE "predictions" ADD COLUMN "reused_from" uuid;--> statement-breakpoint
ALTER TABLE "run_chunks" ADD COLUMN "total" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "run_chunks" ADD COLUMN "succeeded" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "run_chunks" ADD COLUMN "failed" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "run_chunks" ADD COLUMN "cancelled" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "run_chunks" ADD COLUMN "ignored" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "run_chunks" ADD COLUMN "begun" uuid[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "run_items" ADD COLUMN "crashes" smallint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "runs" ADD COLUMN "preview" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "runs" ADD COLUMN "selection" jsonb;--> statement-breakpoint
ALTER TABLE "runs" ADD COLUMN "reuse_results" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "runs" ADD COLUMN "pause_cause" text;--> statement-breakpoint
ALTER TABLE "runs" ADD COLUMN "probe_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "runs" ADD COLUMN "probes" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "model_workers" ADD CONSTRAINT "model_workers_organisation_id_organization_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "result_cache" ADD CONSTRAINT "result_cache_organisation_id_organization_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "run_beats" ADD CONSTRAINT "run_beats_organisation_id_organization_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "predictions_by_confidence" ON "predictions" USING btree ("run_id","confidence","item_id");--> statement-breakpoint
UPDATE "run_chunks" SET "total" = counted."total", "succeeded" = counted."succeeded", "failed" = counted."failed",
  "cancelled" = counted."cancelled", "ignored" = counted."ignored"
FROM (
  SELECT "chunk_id", count(*) AS "total",
    count(*) FILTER (WHERE "state" = 'succeeded') AS "succeeded",
    count(*) FILTER (WHERE "state" = 'failed') AS "failed",
    count(*) FILTER (WHERE "state" = 'cancelled') AS "cancelled",
    count(*) FILTER (WHERE "state" = 'ignored') AS "ignored"
  FROM "run_items" GROUP BY "chunk_id"
) AS counted WHERE counted."chunk_id" = "run_chunks"."id";--> statement-breakpoint
INSERT INTO "prediction_classes" ("organisation_id", "run_id", "class", "confidence", "item_id")
SELECT "organisation_id", "run_id", annotation ->> 'class', coalesce(max((annotation ->> 'confidence')::real), -1), "item_id"
FROM "predictions", json_array_elements("annotations") AS annotation
GROUP BY "organisation_id", "run_id", annotation ->> 'class', "item_id";--> statement-breakpoint
UPDATE "predictions" SET "confidence" = found."confidence"
FROM (SELECT "item_id", max("confidence") AS "confidence" FROM "prediction_classes" GROUP BY "item_id") AS found
WHERE found."item_id" = "predictions"."item_id";
