import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '@/api/ApiProblem';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { fileSize, isAccepted, track, upload, type FileOptions, type StoredFile } from './uploads';

export interface Sending {
  name: string;
  part: number;
  error?: string;
  again?: () => void;
}

/** Files on their way: how far each is, what went wrong, and the way to try again. */
export function useUploads(options: FileOptions, onDone: (file: StoredFile) => void) {
  const { t } = useTranslation('fields');
  const { language } = useLanguage();
  const [sending, setSending] = useState<Record<string, Sending>>({});

  const set = (key: string, next: Sending | undefined) =>
    setSending(({ [key]: _, ...others }) => (next ? { ...others, [key]: next } : others));

  const send = (file: File, key?: string) => track(sendOne(file, key));

  async function sendOne(file: File, key = `${file.name}-${file.size}-${file.lastModified}`) {
    const { name } = file;
    if (options.maxSize && file.size > options.maxSize)
      return set(key, { name, part: 0, error: t('file.tooLarge', { size: fileSize(options.maxSize) }) });
    if (!isAccepted(file, options.accept))
      return set(key, {
        name,
        part: 0,
        error: t('file.notAccepted', { kinds: options.accept?.join(', ') }),
      });
    set(key, { name, part: 0 });
    try {
      const stored = await upload(file, language, (part) => set(key, { name, part }));
      set(key, undefined);
      onDone(stored);
    } catch (error) {
      const problem = error instanceof ApiProblem ? error : undefined;
      set(key, {
        name,
        part: 0,
        error: problem?.isOffline ? t('file.offline') : (problem?.sentence ?? t('file.failed')),
        again: () => void send(file, key),
      });
    }
  }

  return { sending: Object.entries(sending), send, dismiss: (key: string) => set(key, undefined) };
}
