CREATE TABLE "deployment" (
	"only_row" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"id" uuid NOT NULL,
	"secret_key_id" text NOT NULL,
	"hub_url" text NOT NULL,
	"started_at" timestamp with time zone DEFAULT now() NOT NULL
);
