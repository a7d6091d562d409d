import { Text } from '@mantine/core';
import { showControls } from '@patchbay/core/text/show-controls.ts';
import { AnswerActions } from './answer-actions.tsx';
import classes from './answer-grid.module.css';
import { ChatAnswer } from './chat-answer.tsx';
import { type ChatColumn, findFaults } from './chat-columns.ts';
import { type Answers, answerKey, canFollow, isUnderWay } from './chat-state.ts';

interface AnswerGridProps {
  turnId: string;
  /** Whether no turn comes after it. */
  isLast: boolean;
  columns: readonly ChatColumn[];
  answers: Answers;
  isRaw: boolean;
  onAsk: (column: ChatColumn) => void;
}

/** What the models say to one turn, side by side. */
export function AnswerGrid({ turnId, isLast, columns, answers, isRaw, onAsk }: AnswerGridProps) {
  return (
    <div className={classes.grid}>
      {columns.map((column) => {
        const answer = answers[answerKey(turnId, column.id)];
        const isLeftOut = !isLast && !canFollow(answer) && !isUnderWay(answer);
        return (
          <div key={column.id} className={classes.cell}>
            <ChatAnswer
              model={column.model}
              answer={answer}
              isRaw={isRaw}
              actions={
                <AnswerActions
                  name={showControls(column.model.name)}
                  answer={answer}
                  isFaulty={Object.keys(findFaults(column)).length > 0}
                  onAsk={() => onAsk(column)}
                />
              }
            />
            {isLeftOut && (
              <Text size="xs" c="dimmed">
                Without an answer the turn is left out of what this model is told later.
              </Text>
            )}
          </div>
        );
      })}
    </div>
  );
}
