import { useState } from 'react';
import type { Named } from '@/api/types';
import type { InputProps } from './defineField';
import { NamedPicker, type Looking } from './NamedPicker';
import { useDirectory } from './usePick';

interface Props extends Omit<InputProps<Named[]>, 'onChange'> {
  kind: 'users' | 'departments';
  multiple: boolean;
  onPick: (value: Named[]) => void;
}

/** Users or departments of the directory. */
export function PeoplePicker({ kind, ...props }: Props) {
  const [looking, setLooking] = useState<Looking>({ typed: '', open: false });
  const { data, isFetching } = useDirectory(kind, looking.typed, looking.open);
  const found = data?.map((each) => ({
    id: each.id,
    title: each.title,
    ...('userName' in each ? { hint: each.userName } : {}),
  }));
  return <NamedPicker {...props} {...{ looking, found, isFetching }} onLook={setLooking} />;
}
