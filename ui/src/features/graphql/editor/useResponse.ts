import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '@/api/ApiProblem';
import { ask, type Asked, follow, type Response, type ResponseError } from '../api/ask';

/** How many responses of a subscription are shown, the latest first. */
const mostEvents = 50;

/** Sends operations, one at a time, and holds what was answered last. */
export function useResponse() {
  const { t } = useTranslation('graphql');
  const [answer, setAnswer] = useState('');
  const [errors, setErrors] = useState<ResponseError[]>([]);
  const [told, tell] = useState<string>();
  const [isRunning, setRunning] = useState(false);
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);

  const stop = () => {
    running.current?.abort();
    running.current = undefined;
    setRunning(false);
  };

  const show = (response: Response, text: string) => {
    setAnswer(text);
    setErrors(response.errors ?? []);
  };

  const followed = async (asked: Asked, signal: AbortSignal) => {
    const events: Response[] = [];
    let count = 0;
    setAnswer('');
    tell(t('editor.waiting'));
    await follow(
      asked,
      (response) => {
        events.unshift(response);
        events.length = Math.min(events.length, mostEvents);
        show(response, events.map((each) => JSON.stringify(each, null, 2)).join('\n\n'));
        tell(t('editor.events', { count: ++count }));
      },
      signal,
    );
    tell(t('editor.ended'));
  };

  const asked = async (question: Asked, signal: AbortSignal) => {
    const began = performance.now();
    const response = await ask(question, signal);
    show(response, JSON.stringify(response, null, 2));
    tell(t('editor.took', { count: Math.round(performance.now() - began) }));
  };

  const send = async (question: Asked, isSubscription: boolean) => {
    const controller = new AbortController();
    running.current = controller;
    setRunning(true);
    tell(undefined);
    setErrors([]);
    try {
      await (isSubscription ? followed : asked)(question, controller.signal);
    } catch (error) {
      if (!controller.signal.aborted) tell(error instanceof ApiProblem ? error.sentence : t('failed'));
    }
    if (running.current === controller) stop();
  };

  return {
    answer,
    errors,
    told,
    tell,
    isRunning,
    isSending: () => running.current !== undefined,
    send,
    stop,
  };
}
