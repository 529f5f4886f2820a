import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '@/api/ApiProblem';
import type { FailingTest } from '@/api/permissionTests';
import { toast } from '@/components/toasts';
import { previewRules, type Preview, type RulesChange } from '../api/rules';
import { FailingDialog } from './FailingDialog';
import { PreviewDialog } from './PreviewDialog';

interface Guard {
  /** What would change; nothing where nobody gains or loses by it. */
  change: () => RulesChange | undefined;
  save: (acceptFailing: boolean) => void;
}

const isWorthShowing = ({ items, isCut, operations }: Preview) =>
  items.length > 0 || isCut || operations.items.length > 0;

/** Saves rules once it was shown who gains and who loses, and which permission tests fail with them. */
export function useGuardedSave({ change, save }: Guard) {
  const { t } = useTranslation('permissions');
  const [shown, setShown] = useState<Preview>();
  const [failing, setFailing] = useState<FailingTest[]>();
  const look = useMutation({
    mutationFn: previewRules,
    onSuccess: (preview) => (isWorthShowing(preview) ? setShown(preview) : save(false)),
    // What is wrong with the rules is told by saving them, at its place.
    onError: (error) =>
      error instanceof ApiProblem && error.errors.length > 0
        ? save(false)
        : toast(error instanceof ApiProblem ? error.sentence : t('failed'), { tone: 'error' }),
  });

  return {
    isLooking: look.isPending,
    start() {
      const next = change();
      if (next) look.mutate(next);
      else save(false);
    },
    /** Whether the refusal was about tests, and is asked about here. */
    caught(error: unknown) {
      if (!(error instanceof ApiProblem) || error.code !== 'permission_tests_fail') return false;
      setFailing(error.rest.failing as FailingTest[]);
      return true;
    },
    dialogs: (
      <>
        {shown ? (
          <PreviewDialog
            preview={shown}
            onClose={() => setShown(undefined)}
            onSave={() => {
              setShown(undefined);
              save(false);
            }}
          />
        ) : null}
        {failing ? (
          <FailingDialog
            failing={failing}
            onClose={() => setFailing(undefined)}
            onSave={() => {
              setFailing(undefined);
              save(true);
            }}
          />
        ) : null}
      </>
    ),
  };
}
