CREATE TABLE "model_health" (
	"model_id" uuid PRIMARY KEY NOT NULL,
	"organisation_id" uuid NOT NULL,
	"answered_share" double precision NOT NULL,
	"failures_in_row" integer NOT NULL,
	"answered_at" timestamp with time zone,
	"failed_at" timestamp with time zone,
	"failure_code" text
);
--> statement-breakpoint
CREATE TABLE "model_usage" (
	"model_id" uuid NOT NULL,
	"hour" timestamp with time zone NOT NULL,
	"organisation_id" uuid NOT NULL,
	"calls" integer NOT NULL,
	"failures" integer NOT NULL,
	"prompt_tokens" bigint NOT NULL,
	"completion_tokens" bigint NOT NULL,
	"model_ms" double precision NOT NULL,
	"latencies" integer[] NOT NULL,
	CONSTRAINT "model_usage_model_id_hour_pk" PRIMARY KEY("model_id","hour")
);
--> statement-breakpoint
ALTER TABLE "model_health" ADD CONSTRAINT "model_health_model_id_models_id_fk" FOREIGN KEY ("model_id") REFERENCES "public"."models"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "model_health" ADD CONSTRAINT "model_health_organisation_id_organization_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "model_usage" ADD CONSTRAINT "model_usage_model_id_models_id_fk" FOREIGN KEY ("model_id") REFERENCES "public"."models"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "model_usage" ADD CONSTRAINT "model_usage_organisation_id_organization_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "runs_by_model" ON "runs" USING btree ("model_id","id");