import type { Outcome } from '@patchbay/core/error/outcome.ts';
import type { Json } from '@patchbay/core/json.ts';
import type { TokenUsage } from '@patchbay/core/prediction/token-usage.ts';
import type { HttpRequest, HttpResponse } from './http-message.ts';
import type { Turn } from './model-input.ts';

/** What a model is asked in a conversation. */
export interface ChatQuestion {
  /** What the model is told before all turns; null: what its connection says. */
  readonly system: string | null;
  /** Oldest first; the last is the one that is to be answered. */
  readonly turns: readonly Turn[];
}

/** What a model said in a conversation: its words as they are. */
export interface ChatAnswer {
  readonly text: string;
  /** What it thought before it answered, where its server tells that apart; else null. */
  readonly reasoning: string | null;
  /** Why it stopped, as its server spells it; null where it does not say. */
  readonly finishReason: string | null;
  /** Whether it was stopped by a limit of tokens, so that the answer is not whole. */
  readonly isCut: boolean;
  /** What the answer took, where the server says. */
  readonly usage: TokenUsage | null;
  /** The version that the server says it is; null where it does not. */
  readonly reportedVersion: string | null;
}

/** A piece of an answer, to be shown while the rest is on its way. */
export interface ChatPiece {
  readonly kind: 'words' | 'reasoning' | 'refusal';
  readonly text: string;
}

/** Reads an answer that is streamed. */
export interface ChatReader {
  /** Takes the next piece of the body, split anywhere, and gives what of the answer it brought. */
  push(piece: string): ChatPiece[];
  /** Ends the body. Fails where the stream broke off, or has a failure in it. */
  end(): Outcome<ChatAnswer>;
}

/** What a model takes when it is talked to. */
export interface ChatAbilities {
  /** Whether what was said before is part of a question; else each turn stands by itself. */
  readonly takesTurns: boolean;
  readonly takesImages: boolean;
  /** Whether it can be told something before all turns. */
  readonly takesSystem: boolean;
}

/** The part of a contract by which a model is talked to, without an ontology: words in, words out. */
export interface ChatProtocol<Connection extends { url: string } = { url: string }> {
  listAbilities(connection: Connection): ChatAbilities;
  /** Writes the question; `stream` asks for the answer piece by piece. */
  encodeQuestion(
    question: ChatQuestion,
    context: {
      readonly connection: Connection;
      readonly parameters: { readonly [name: string]: Json };
    },
    stream: boolean,
  ): Outcome<HttpRequest>;
  /** Reads an answer that came whole. One that a limit cut off is read as far as it goes. */
  decodeAnswer(response: HttpResponse): Outcome<ChatAnswer>;
  createReader(): ChatReader;
}
