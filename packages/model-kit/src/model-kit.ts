/**
 * What `@patchbay/model-kit` offers to those who own a model. It is the one file of the house that only
 * hands on what others declare, since a package for strangers has one door.
 */
export { type Box, boxAround, boxIou } from '@patchbay/core/geometry/box.ts';
export type { Point } from '@patchbay/core/geometry/point.ts';
export { countCodePoints, toCodePointIndex } from '@patchbay/core/text/code-points.ts';
export type { AnnotationDraft } from './annotation-draft.ts';
export { defineModel, type ModelDeclaration } from './define-model.ts';
export type { HttpServer } from './http-server.ts';
export type { Log } from './log.ts';
export type {
  ConversationInput,
  ConversationTurn,
  HtmlInput,
  ImageInput,
  Model,
  PredictionContext,
  PredictionInput,
  TextInput,
  VideoInput,
} from './model.ts';
export { type ManifestOptions, writeManifest } from './model-manifest.ts';
export { reportFailure } from './report-failure.ts';
export type { ServableProtocol } from './servable-protocol.ts';
export { type ServeOptions, serveModel } from './serve-model.ts';
