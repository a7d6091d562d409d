CREATE TABLE "check_reports" (
	"revision_id" uuid PRIMARY KEY NOT NULL,
	"organisation_id" uuid NOT NULL,
	"model_id" uuid NOT NULL,
	"report" json NOT NULL
);
--> statement-breakpoint
ALTER TABLE "check_reports" ADD CONSTRAINT "check_reports_revision_id_model_revisions_id_fk" FOREIGN KEY ("revision_id") REFERENCES "public"."model_revisions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "check_reports" ADD CONSTRAINT "check_reports_organisation_id_organization_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "check_reports" ADD CONSTRAINT "check_reports_model_id_models_id_fk" FOREIGN KEY ("model_id") REFERENCES "public"."models"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "check_reports_model" ON "check_reports" USING btree ("model_id");