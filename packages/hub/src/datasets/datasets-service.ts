import type { DataRowQuery } from '@patchbay/core/api/data-row-filter.ts';
import type {
  DataRowDetail,
  DataRowPlaces,
  DataRowView,
  DatasetView,
} from '@patchbay/core/api/dataset-routes.ts';
import type { Page } from '@patchbay/core/api/page.ts';
import type { DataRowType } from '@patchbay/core/data-row/data-row.ts';
import type { StoredFrame } from '@patchbay/core/data-row/video-frame.ts';
import type { Outcome } from '@patchbay/core/error/outcome.ts';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import { v7 as createId } from 'uuid';
import type { Principal } from '../access/principal.ts';
import type { Awaitable } from '../awaitable.ts';
import { type DataRow, toDataRowContent, toDataRowView } from './data-row.ts';
import type { DatasetListQuery, DatasetsStore } from './datasets-store.ts';
import { type LooseImage, readLooseImage } from './loose-image.ts';
import type { ImageParts, ImageWish } from './prepare-image.ts';
import type { PreparedInput } from './prepared-input.ts';
import { readInput } from './read-input.ts';
import type { InputWish } from './read-input-wish.ts';
import { readFrameInput } from './read-video.ts';
import type { VideosService } from './videos/videos-service.ts';

/** Data rows on a page whose place can be told: few enough that a page is soon there. */
const placesPageSize = 100;

export type DatasetsService = ReturnType<typeof createDatasetsService>;

/** Makes and reads datasets and their data rows. */
export function createDatasetsService(
  parts: ImageParts & { store: DatasetsStore; videos: VideosService },
) {
  const { store, videos } = parts;

  async function getDataset(organisationId: string, id: string): Promise<DatasetView> {
    const dataset = await store.find(organisationId, id);
    if (!dataset) throw notFound(`There is no dataset ${id}.`);
    return dataset;
  }

  async function getDataRow(organisationId: string, id: string): Promise<DataRow> {
    const [row] = await store.findRows(organisationId, [id]);
    if (!row) throw notFound(`There is no data row ${id}.`);
    return row;
  }

  return {
    getDataset,
    getDataRow,

    /** @throws PatchbayError INPUT_NAME_TAKEN */
    async create(
      principal: Principal,
      input: { name: string; description: string },
    ): Promise<DatasetView> {
      const id = createId();
      await store.insert(principal, { id, ...input });
      return getDataset(principal.organisationId, id);
    },

    /** @throws PatchbayError INPUT_NAME_TAKEN */
    async change(
      principal: Principal,
      id: string,
      changes: { name?: string; description?: string },
    ): Promise<DatasetView> {
      await getDataset(principal.organisationId, id);
      await store.change(principal, id, changes);
      return getDataset(principal.organisationId, id);
    },

    /**
     * Removes a dataset with its data rows; files that no other data row names go a little later. One over
     * which runs were made stays: what they say is read together with its rows.
     * @throws PatchbayError INPUT_DATASET_HAS_RUNS
     */
    async remove(principal: Principal, id: string): Promise<void> {
      await getDataset(principal.organisationId, id);
      await store.remove(principal, id);
    },

    async list(organisationId: string, query: DatasetListQuery): Promise<Page<DatasetView>> {
      return store.list(organisationId, query);
    },

    async listDataRows(
      organisationId: string,
      datasetId: string,
      query: DataRowQuery & { cursor?: string; limit: number },
    ): Promise<Page<DataRowView>> {
      await getDataset(organisationId, datasetId);
      const page = await store.listRows({ organisationId, datasetId }, query);
      return { ...page, items: page.items.map(toDataRowView) };
    },

    /** Where each page of such a list begins. */
    async findPlaces(
      organisationId: string,
      datasetId: string,
      query: DataRowQuery,
    ): Promise<DataRowPlaces> {
      await getDataset(organisationId, datasetId);
      const places = await store.findPlaces({ organisationId, datasetId }, query, placesPageSize);
      return { ...places, pageSize: placesPageSize };
    },

    /** A data row by itself, with what is in it and what stands beside it. */
    async describeDataRow(organisationId: string, id: string): Promise<DataRowDetail> {
      const row = await getDataRow(organisationId, id);
      const { datasetId } = row;
      const { name: datasetName } = await getDataset(organisationId, datasetId);
      const neighbours = await store.findNeighbours({ organisationId, datasetId }, id);
      return { ...toDataRowView(row), ...toDataRowContent(row), datasetName, ...neighbours };
    },

    /** Ids in the order of import, behind one of them: how a run is planned without holding rows. */
    async listDataRowIds(
      organisationId: string,
      datasetId: string,
      query: { after: string | null; limit: number; types: readonly DataRowType[] },
    ): Promise<string[]> {
      return store.listRowIds(organisationId, datasetId, query);
    },

    /** Rows taken at random, in no certain order; the same for the same seed and rows. */
    async sampleDataRowIds(
      organisationId: string,
      datasetId: string,
      query: { count: number; seed: number; types: readonly DataRowType[] },
    ): Promise<string[]> {
      return store.sampleRowIds(organisationId, datasetId, query);
    },

    /** Which of the ids are data rows of the dataset. */
    async findDataRowIds(
      organisationId: string,
      datasetId: string,
      ids: readonly string[],
    ): Promise<string[]> {
      return store.findRowIds(organisationId, datasetId, ids);
    },

    /** Whole rows in the order of their ids; those that do not exist are left out. */
    async getDataRows(organisationId: string, ids: readonly string[]): Promise<DataRow[]> {
      const found = await store.findRows(organisationId, ids);
      const byId = new Map(found.map((row) => [row.id, row]));
      return ids.map((id) => byId.get(id)).filter((row) => row !== undefined);
    },

    /** Rows as lists show them, by their ids; those that do not exist are left out. */
    async viewDataRows(
      organisationId: string,
      ids: readonly string[],
    ): Promise<Map<string, DataRowView>> {
      const found = await store.findListedRows(organisationId, ids);
      return new Map(found.map((row) => [row.id, toDataRowView(row)]));
    },

    /**
     * What a model is given for a row, its images as the model wishes them. Fails with
     * STORAGE_ASSET_MISSING or STORAGE_ASSET_DAMAGED where its file is not what it was.
     */
    readInput(row: DataRow, wish: InputWish): Awaitable<Outcome<PreparedInput>> {
      return readInput(row, wish, parts);
    },

    /** As {@link readInput}, for an image that is in no dataset. */
    async readLooseImage(image: LooseImage, wish: ImageWish): Promise<Outcome<PreparedInput>> {
      return readLooseImage(image, wish, parts);
    },

    /** The frames of a video that a model is given one by one, rising. */
    async sampleFrames(row: DataRow, { sampling }: InputWish): Promise<Outcome<StoredFrame[]>> {
      return videos.sample(row, sampling);
    },

    /** One frame of a video, by its index. Fails with INPUT_NOT_FOUND where there is none. */
    async findFrame(row: DataRow, index: number): Promise<Outcome<StoredFrame>> {
      return videos.readFrame(row, index);
    },

    /** One frame of a video as a model is given it: an image. */
    async readFrameInput(
      row: DataRow,
      frame: StoredFrame,
      wish: InputWish,
    ): Promise<Outcome<PreparedInput>> {
      return readFrameInput(row, frame, wish, parts);
    },
  };
}

function notFound(message: string): PatchbayError {
  return new PatchbayError({ code: 'INPUT_NOT_FOUND', message });
}
