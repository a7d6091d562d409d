import { TextInput, type TextInputProps } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';

interface SearchInputProps extends Pick<TextInputProps, 'label' | 'size' | 'style' | 'maxLength'> {
  /** What it is called where it has no `label` that is seen. */
  name?: string;
  placeholder: string;
  /** What is looked for; undefined: nothing is. */
  words: string | undefined;
  onSearch: (words: string | undefined) => void;
  /** Fewer characters than this are not looked for, and it is said. */
  shortest?: number;
  /** Whether words count while they are typed; else when they are left, or on Enter. */
  isLive?: boolean;
  /** Whether it narrows by one field: then it is no search of its own. */
  isPlain?: boolean;
}

/** A field for words to look for. It keeps the focus when they count, and follows them when they change elsewhere. */
export function SearchInput(props: SearchInputProps) {
  const { name, words, onSearch, shortest = 1, isLive = false, isPlain = false, ...input } = props;
  const [typed, setTyped] = useState(words ?? '');
  const sent = useRef(words);
  useEffect(() => {
    // Words that came from here may have been typed on meanwhile.
    if (words !== sent.current) setTyped(words ?? '');
    sent.current = words;
  }, [words]);
  const isShort = (toWords(typed)?.length ?? shortest) < shortest;
  function take(value: string): void {
    // What was typed before it counts no more.
    takeSoon.cancel();
    const next = toWords(value);
    if (next === sent.current || (next !== undefined && next.length < shortest)) return;
    sent.current = next;
    onSearch(next);
  }
  const takeSoon = useDebouncedCallback(take, 250);
  return (
    <TextInput
      type={isPlain ? 'text' : 'search'}
      aria-label={name}
      maxLength={200}
      size="xs"
      leftSection={isPlain ? undefined : <IconSearch size={14} aria-hidden />}
      error={isShort && `At least ${shortest} characters`}
      {...input}
      value={typed}
      onChange={({ currentTarget: { value } }) => {
        setTyped(value);
        // What was cleared is looked for no longer, at once.
        if (value === '') take(value);
        else if (isLive) takeSoon(value);
      }}
      onBlur={() => take(typed)}
      onKeyDown={(event) => event.key === 'Enter' && take(typed)}
    />
  );
}

function toWords(typed: string): string | undefined {
  return typed.trim() || undefined;
}
