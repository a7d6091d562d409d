import type { ChatEvent, ChatPart } from '@patchbay/core/api/chat-routes.ts';
import type { Json } from '@patchbay/core/json.ts';
import {
  type Answer,
  type Answers,
  addEvent,
  answerKey,
  type ChatTurn,
  canFollow,
  isUnderWay,
} from './chat-state.ts';

/** A model that is asked, and how. */
export interface AskedColumn {
  readonly id: string;
  readonly modelId: string;
  readonly parameters: { readonly [name: string]: Json };
  /** What it is told before all turns; undefined: what its connection says. */
  readonly system: string | undefined;
}

export interface WrittenTurn {
  readonly role: 'user' | 'assistant';
  readonly parts: ChatPart[];
}

/** Opens the stream of an answer. */
export type AskModel = (
  column: AskedColumn,
  turns: WrittenTurn[],
  signal: AbortSignal,
) => Promise<AsyncIterable<ChatEvent>>;

export interface ConversationState {
  readonly turns: readonly ChatTurn[];
  readonly answers: Answers;
}

/** The turns of a person and what each model says to them: each goes on from its own answers. */
export function createConversation(askModel: AskModel, begin: readonly ChatTurn[] = []) {
  let state: ConversationState = { turns: begin, answers: {} };
  const listeners = new Set<() => void>();
  const underWay = new Map<string, AbortController>();

  function set(next: ConversationState): void {
    state = next;
    for (const listener of listeners) listener();
  }

  function setAnswer(key: string, answer: Answer): void {
    set({ ...state, answers: { ...state.answers, [key]: answer } });
  }

  /** Ends the answers to some turns. What has come of them stays. */
  function stop(turnIds: readonly string[] = state.turns.map(({ id }) => id)): void {
    for (const [key, controller] of underWay) {
      if (turnIds.some((id) => key.startsWith(`${id} `))) controller.abort();
    }
  }

  /** Asks one model about one turn; again, where it was asked before. */
  async function ask(turnId: string, column: AskedColumn): Promise<void> {
    const key = answerKey(turnId, column.id);
    underWay.get(key)?.abort();
    const controller = new AbortController();
    underWay.set(key, controller);
    const isCurrent = () => underWay.get(key) === controller;
    let answer: Answer = { state: 'waiting', text: '', reasoning: '' };
    const tell = (next: Answer) => {
      answer = next;
      if (isCurrent()) setAnswer(key, next);
    };
    tell(answer);
    try {
      const turns = writeTurns(state, turnId, column.id);
      for await (const event of await askModel(column, turns, controller.signal)) {
        if (controller.signal.aborted) break;
        tell(addEvent(answer, event));
      }
    } catch (error) {
      if (!controller.signal.aborted) tell({ ...answer, state: 'failed', end: null, error });
    } finally {
      if (isUnderWay(answer)) tell({ ...answer, state: 'stopped' });
      if (isCurrent()) underWay.delete(key);
    }
  }

  /** Asks each model what it has not answered yet, turn by turn, until it fails or is stopped. */
  async function catchUp(columns: readonly AskedColumn[]): Promise<void> {
    await Promise.all(
      columns.map(async (column) => {
        for (const { id } of state.turns) {
          const read = () => state.answers[answerKey(id, column.id)];
          if (canFollow(read())) continue;
          await ask(id, column);
          if (!canFollow(read())) return;
        }
      }),
    );
  }

  /** Takes turns away, with all that was answered to them. */
  function drop(ids: readonly string[]): void {
    stop(ids);
    const isDropped = (id: string) => ids.includes(id);
    const kept = Object.entries(state.answers).filter(
      ([key]) => !isDropped(key.split(' ', 1)[0] ?? ''),
    );
    for (const key of underWay.keys())
      if (isDropped(key.split(' ', 1)[0] ?? '')) underWay.delete(key);
    set({
      turns: state.turns.filter(({ id }) => !isDropped(id)),
      answers: Object.fromEntries(kept),
    });
  }

  function say(turn: ChatTurn, columns: readonly AskedColumn[]): void {
    set({ ...state, turns: [...state.turns, turn] });
    for (const column of columns) void ask(turn.id, column);
  }

  return {
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    read: () => state,
    ask,
    catchUp,
    stop,
    /** Says something to all models. */
    say,
    /** Says something else in place of a turn: that and what came after it is dropped. */
    sayInstead(turnId: string, turn: ChatTurn, columns: readonly AskedColumn[]): void {
      const at = state.turns.findIndex(({ id }) => id === turnId);
      drop(state.turns.slice(at).map(({ id }) => id));
      say(turn, columns);
    },
    remove: (turnId: string) => drop([turnId]),
    clear: () => drop(state.turns.map(({ id }) => id)),
  };
}

/** What a model is sent for a turn: those before it that it has answered, with its own answers. */
function writeTurns({ turns, answers }: ConversationState, turnId: string, columnId: string) {
  const at = turns.findIndex(({ id }) => id === turnId);
  const before = turns.slice(0, at).flatMap((turn): WrittenTurn[] => {
    const answer = answers[answerKey(turn.id, columnId)];
    if (!canFollow(answer)) return [];
    return [
      { role: 'user', parts: writeParts(turn) },
      { role: 'assistant', parts: [{ type: 'text', text: answer.text }] },
    ];
  });
  const last = turns[at];
  return last ? [...before, { role: 'user' as const, parts: writeParts(last) }] : before;
}

/** A turn as the hub takes it: its pictures, then its words. */
export function writeParts({ text, images }: Pick<ChatTurn, 'text' | 'images'>): ChatPart[] {
  return [
    ...images.map(({ base64 }): ChatPart => ({ type: 'image', base64 })),
    ...(text === '' ? [] : [{ type: 'text' as const, text }]),
  ];
}

/** The other way round. */
export function readParts(parts: readonly ChatPart[]): ChatTurn {
  return {
    id: crypto.randomUUID(),
    text: parts.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('\n\n'),
    images: parts.flatMap((part, index) =>
      part.type === 'image'
        ? [{ id: crypto.randomUUID(), name: `Picture ${index + 1}`, base64: part.base64 }]
        : [],
    ),
  };
}
