CREATE TABLE "evaluation_answers" (
	"evaluation_id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	"candidate_id" uuid NOT NULL,
	"data_row_id" uuid NOT NULL,
	"state" text NOT NULL,
	"text" text,
	"problem" jsonb,
	"item_id" uuid,
	"prediction_id" uuid,
	CONSTRAINT "evaluation_answers_evaluation_id_data_row_id_candidate_id_pk" PRIMARY KEY("evaluation_id","data_row_id","candidate_id")
);
--> statement-breakpoint
CREATE TABLE "evaluation_candidates" (
	"id" uuid PRIMARY KEY NOT NULL,
	"evaluation_id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	"number" smallint NOT NULL,
	"name" text NOT NULL,
	"run_id" uuid,
	"completions" text
);
--> statement-breakpoint
CREATE TABLE "evaluation_marks" (
	"evaluation_id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	"score_id" uuid NOT NULL,
	"candidate_id" uuid NOT NULL,
	"data_row_id" uuid NOT NULL,
	"value" double precision,
	"reason" text,
	"problem" jsonb,
	"run_id" uuid,
	"item_id" uuid,
	"prediction_id" uuid,
	CONSTRAINT "evaluation_marks_evaluation_id_data_row_id_candidate_id_score_id_pk" PRIMARY KEY("evaluation_id","data_row_id","candidate_id","score_id")
);
--> statement-breakpoint
CREATE TABLE "evaluation_prompts" (
	"evaluation_id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"data_row_id" uuid NOT NULL,
	"global_key" text NOT NULL,
	"prompt" text NOT NULL,
	"expected" text,
	CONSTRAINT "evaluation_prompts_evaluation_id_data_row_id_pk" PRIMARY KEY("evaluation_id","data_row_id")
);
--> statement-breakpoint
CREATE TABLE "evaluation_ratings" (
	"evaluation_id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	"candidate_id" uuid NOT NULL,
	"data_row_id" uuid NOT NULL,
	"rater" text NOT NULL,
	"rater_name" text NOT NULL,
	"rating" smallint,
	"rank" smallint,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "evaluation_ratings_evaluation_id_data_row_id_candidate_id_rater_pk" PRIMARY KEY("evaluation_id","data_row_id","candidate_id","rater")
);
--> statement-breakpoint
CREATE TABLE "evaluation_rounds" (
	"id" uuid PRIMARY KEY NOT NULL,
	"evaluation_id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	"score_id" uuid NOT NULL,
	"dataset_id" uuid,
	"run_id" uuid,
	"ended_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "evaluation_scores" (
	"id" uuid PRIMARY KEY NOT NULL,
	"evaluation_id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	"number" smallint NOT NULL,
	"name" text NOT NULL,
	"settings" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "evaluations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organisation_id" uuid NOT NULL,
	"name" text NOT NULL,
	"dataset_id" uuid NOT NULL,
	"dataset_name" text NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "evaluation_answers" ADD CONSTRAINT "evaluation_answers_evaluation_id_evaluations_id_fk" FOREIGN KEY ("evaluation_id") REFERENCES "public"."evaluations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evaluation_candidates" ADD CONSTRAINT "evaluation_candidates_evaluation_id_evaluations_id_fk" FOREIGN KEY ("evaluation_id") REFERENCES "public"."evaluations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evaluation_candidates" ADD CONSTRAINT "evaluation_candidates_organisation_id_organization_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evaluation_candidates" ADD CONSTRAINT "evaluation_candidates_run_id_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."runs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evaluation_marks" ADD CONSTRAINT "evaluation_marks_evaluation_id_evaluations_id_fk" FOREIGN KEY ("evaluation_id") REFERENCES "public"."evaluations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evaluation_prompts" ADD CONSTRAINT "evaluation_prompts_evaluation_id_evaluations_id_fk" FOREIGN KEY ("evaluation_id") REFERENCES "public"."evaluations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evaluation_ratings" ADD CONSTRAINT "evaluation_ratings_evaluation_id_evaluations_id_fk" FOREIGN KEY ("evaluation_id") REFERENCES "public"."evaluations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evaluation_rounds" ADD CONSTRAINT "evaluation_rounds_evaluation_id_evaluations_id_fk" FOREIGN KEY ("evaluation_id") REFERENCES "public"."evaluations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evaluation_rounds" ADD CONSTRAINT "evaluation_rounds_organisation_id_organization_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evaluation_rounds" ADD CONSTRAINT "evaluation_rounds_dataset_id_datasets_id_fk" FOREIGN KEY ("dataset_id") REFERENCES "public"."datasets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evaluation_rounds" ADD CONSTRAINT "evaluation_rounds_run_id_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."runs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evaluation_scores" ADD CONSTRAINT "evaluation_scores_evaluation_id_evaluations_id_fk" FOREIGN KEY ("evaluation_id") REFERENCES "public"."evaluations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evaluation_scores" ADD CONSTRAINT "evaluation_scores_organisation_id_organization_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evaluations" ADD CONSTRAINT "evaluations_organisation_id_organization_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evaluations" ADD CONSTRAINT "evaluations_dataset_id_datasets_id_fk" FOREIGN KEY ("dataset_id") REFERENCES "public"."datasets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "evaluation_candidates_order" ON "evaluation_candidates" USING btree ("evaluation_id","number");--> statement-breakpoint
CREATE INDEX "evaluation_candidates_by_run" ON "evaluation_candidates" USING btree ("run_id");--> statement-breakpoint
CREATE UNIQUE INDEX "evaluation_prompts_order" ON "evaluation_prompts" USING btree ("evaluation_id","number");--> statement-breakpoint
CREATE INDEX "evaluation_rounds_by_evaluation" ON "evaluation_rounds" USING btree ("evaluation_id","id");--> statement-breakpoint
CREATE INDEX "evaluation_rounds_by_run" ON "evaluation_rounds" USING btree ("run_id");--> statement-breakpoint
CREATE UNIQUE INDEX "evaluation_scores_order" ON "evaluation_scores" USING btree ("evaluation_id","number");--> statement-breakpoint
CREATE INDEX "evaluations_by_organisation" ON "evaluations" USING btree ("organisation_id","id");