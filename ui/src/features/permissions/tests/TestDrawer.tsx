import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Drawer, Form, Popconfirm } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '@/api/ApiProblem';
import { deleteTest, saveTest, testsQuery, type TestItem } from '@/api/permissionTests';
import { toast } from '@/components/toasts';
import { useIsPhone } from '@/lib/useMediaQuery';
import { isFinished, readTest, writeTest } from './testDraft';
import { TestForm } from './TestForm';

interface Props {
  item: TestItem | undefined;
  onClose: () => void;
}

/** A new test, or one to change. */
export function TestDrawer({ item, onClose }: Props) {
  const { t } = useTranslation('permissions');
  const isPhone = useIsPhone();
  const queries = useQueryClient();
  const [draft, setDraft] = useState(() => readTest(item?.test));
  const [errors, setErrors] = useState<Record<string, string>>({});
  const done = async (said: string) => {
    await queries.invalidateQueries({ queryKey: testsQuery.queryKey });
    toast(said, { seconds: 5 });
    onClose();
  };
  const fail = (error: unknown) => {
    const problem = error instanceof ApiProblem ? error : undefined;
    setErrors(problem?.byPath ?? {});
    toast(problem?.sentence ?? t('failed'), { tone: 'error' });
  };
  const save = useMutation({
    mutationFn: () => saveTest(item?.id, writeTest(draft)),
    onSuccess: ({ outcome }) =>
      done(t('tests.saved', { state: t(`tests.state.${outcome?.state ?? 'notRun'}`) })),
    onError: fail,
  });
  const remove = useMutation({
    mutationFn: () => deleteTest(item?.id ?? ''),
    onSuccess: () => done(t('tests.deleted')),
    onError: fail,
  });

  return (
    <Drawer
      open
      title={t(item ? 'tests.edit' : 'tests.add')}
      size={isPhone ? '100%' : 560}
      onClose={onClose}
      footer={
        <div style={{ display: 'flex', justifyContent: 'space-between', gap: 8 }}>
          {item ? (
            <Popconfirm
              title={t('tests.deleteTitle')}
              okText={t('tests.delete')}
              okButtonProps={{ danger: true }}
              cancelText={t('cancel')}
              onConfirm={() => remove.mutate()}
            >
              <Button danger loading={remove.isPending}>
                {t('tests.delete')}
              </Button>
            </Popconfirm>
          ) : (
            <span />
          )}
          <Button
            type="primary"
            loading={save.isPending}
            disabled={!isFinished(draft)}
            onClick={() => save.mutate()}
          >
            {t('tests.save')}
          </Button>
        </div>
      }
    >
      <Form layout="vertical" requiredMark={false}>
        <TestForm
          draft={draft}
          errors={errors}
          onChange={(next) => {
            setDraft((before) => ({ ...before, ...next }));
            setErrors({});
          }}
        />
      </Form>
    </Drawer>
  );
}
