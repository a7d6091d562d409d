DROP INDEX "predictions_by_data_row";--> statement-breakpoint
DROP INDEX "run_items_in_order";