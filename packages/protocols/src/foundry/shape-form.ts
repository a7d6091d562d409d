import type { Annotation } from '@patchbay/core/annotation/annotation.ts';
import type { NestedAnswer } from '@patchbay/core/annotation/nested-answer.ts';
import { toJsonPointer } from '@patchbay/core/error/json-pointer.ts';
import { andThen, combine, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import { isJsonObject, type Json } from '@patchbay/core/json.ts';
import type { ClassName } from '../answer/class-name.ts';
import type { AnswerContext, AnswerForm } from './answer-form.ts';
import { type BesideName, readBeside, writeBeside } from './beside-shapes.ts';
import { readList } from './read-list.ts';

/** All of an annotation but its shape. */
export interface ShapeBase extends ClassName {
  readonly confidence: number | null;
  readonly id?: string;
  readonly frame?: number;
  readonly text?: string;
  readonly attributes?: string[];
  readonly classifications?: NestedAnswer[];
}

/** A kind of annotations that stands in a list of its own under the name of its feature. */
export interface ShapeKind<Kind extends Annotation['kind']> {
  readonly kind: Kind;
  /** The field of the list: `boxes`. */
  readonly field: string;
  /** What the lists beside it begin with where several kinds stand under one key: `box`. */
  readonly singular: string;
  /** One of them, in words. */
  readonly wanted: string;
  /** What can be said about each of them in a list beside it. */
  readonly beside: readonly BesideName[];
  read(
    written: Json,
    base: ShapeBase,
    context: AnswerContext,
    path: readonly PropertyKey[],
  ): Outcome<Annotation>;
  write(annotation: Extract<Annotation, { kind: Kind }>): Json;
}

/** The form of such a kind, in both directions. */
export interface ShapesForm extends AnswerForm {
  readonly kind: Annotation['kind'];
  /** The field of the list: `boxes`. */
  readonly field: string;
  /** Writes the list of those that are of this kind, and the lists beside it. */
  write(
    annotations: readonly Annotation[],
    options: { readonly isAlone: boolean },
  ): { [field: string]: Json };
}

/** `{"boxes": [[left, top, width, height], …], "scores": [0.9, …], "ids": […], …}` */
export function createShapesForm<Kind extends Annotation['kind']>(
  kind: ShapeKind<Kind>,
): ShapesForm {
  const own = (name: BesideName) => `${kind.singular}_${name}`;
  return {
    kind: kind.kind,
    field: kind.field,
    wanted: `${kind.field}: {"${kind.field}": [${kind.wanted}, …], "scores": […]}`,
    fields: [kind.field, ...kind.beside, ...kind.beside.map(own)],
    fits: (value) => isJsonObject(value) && Object.hasOwn(value, kind.field),
    read(value, target, context, path) {
      const answer = isJsonObject(value) ? value : {};
      const place = [...path, kind.field];
      const fieldOf = (name: BesideName) => (Object.hasOwn(answer, own(name)) ? own(name) : name);
      return andThen(readList(answer[kind.field], place), (shapes) => {
        const lists = readBeside(answer, shapes.length, { kind, fieldOf, target, path });
        return andThen(lists, (beside) =>
          combine(
            beside.map((about, index) => {
              const shape = shapes[index] ?? null;
              const base = { ...target.name, ...about, ...frameOf(context) };
              const shapePath = [...place, index];
              return andThen(kind.read(shape, base, context, shapePath), (annotation) => {
                context.places.set(annotation, toJsonPointer(shapePath));
                return succeed(annotation);
              });
            }),
          ),
        );
      });
    },
    write(annotations, { isAlone }) {
      const shapes = annotations.filter(
        (one): one is Extract<Annotation, { kind: Kind }> => one.kind === kind.kind,
      );
      return {
        [kind.field]: shapes.map((one) => kind.write(one)),
        ...writeBeside(shapes, kind.beside, isAlone ? (name) => name : own),
      };
    },
  };
}

/** The frame that is answered about, as it stands in an annotation. */
export function frameOf({ frame }: AnswerContext): { frame?: number } {
  return frame === undefined ? {} : { frame };
}
