CREATE TABLE "retention" (
	"organisation_id" uuid PRIMARY KEY NOT NULL,
	"exchange_days" double precision NOT NULL,
	"changed_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "retention" ADD CONSTRAINT "retention_organisation_id_organization_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;