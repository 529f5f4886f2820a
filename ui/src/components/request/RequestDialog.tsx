import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Checkbox, Form, Input, Select } from 'antd';
import dayjs from 'dayjs';
import { useTranslation } from 'react-i18next';
import { askFor } from '@/api/requests';
import type { Action } from '@/api/roles';
import { FormDialog } from '@/components/dialog/FormDialog';
import { showErrors } from '@/components/dialog/showErrors';
import { toast } from '@/components/toasts';
import { closeRequest, type Wish } from './requestStore';

interface Values {
  actions: Action[];
  days: number;
  reason: string;
}

/** What is usually asked for, of a form and of one record; what was refused is added. */
const ofForm: Action[] = ['read', 'create', 'update'];
const ofRecord: Action[] = ['read', 'update', 'viewHistory'];
const lengths = [1, 7, 30, 90];

/** What, why and for how long. Whether there is such a record is nothing that the answer tells. */
export function RequestDialog({ wish }: { wish: Wish }) {
  const { t } = useTranslation('request');
  const { t: words } = useTranslation('access');
  const queries = useQueryClient();
  const [form] = Form.useForm<Values>();
  const isSecond = wish.kind === 'secondPerson';
  const usual = wish.record ? ofRecord : ofForm;
  const wanted = wish.action && !usual.includes(wish.action) ? [...usual, wish.action] : usual;

  const ask = useMutation({
    mutationFn: ({ actions, days, reason }: Values) =>
      askFor({
        form: wish.form,
        reason: reason.trim(),
        ...(wish.record ? { record: wish.record } : {}),
        ...(isSecond
          ? { kind: 'secondPerson', actions: wish.action ? [wish.action] : [] }
          : {
              actions,
              until: dayjs().add(days, 'day').toISOString(),
              ...(wish.field ? { field: wish.field } : {}),
            }),
      }),
    onSuccess: async () => {
      toast(t(isSecond ? 'askedSecond' : 'asked'), { seconds: 6 });
      closeRequest();
      await queries.invalidateQueries({ queryKey: ['requests'] });
    },
    onError: (error) => showErrors(form, error, t('failed')),
  });

  return (
    <FormDialog<Values>
      form={form}
      title={t(isSecond ? 'titleSecond' : 'title')}
      action={t('send')}
      saving={ask.isPending}
      onFinish={(values) => ask.mutate(values)}
      onClose={closeRequest}
      initialValues={{
        actions: wish.action && wish.action !== 'read' ? ['read', wish.action] : ['read'],
        days: 7,
        reason: '',
      }}
    >
      <p>{isSecond ? t('hintSecond', { action: words(`action.${wish.action ?? 'read'}`) }) : t('hint')}</p>
      {isSecond ? null : (
        <Form.Item
          name="actions"
          label={t('what')}
          rules={[{ type: 'array', min: 1, message: t('whatNeeded') }]}
        >
          <Checkbox.Group
            role="group"
            aria-label={t('what')}
            options={wanted.map((action) => ({ value: action, label: words(`action.${action}`) }))}
          />
        </Form.Item>
      )}
      {isSecond ? null : (
        <Form.Item name="days" label={t('howLong')}>
          <Select options={lengths.map((count) => ({ value: count, label: t('days', { count }) }))} />
        </Form.Item>
      )}
      <Form.Item
        name="reason"
        label={t('why')}
        rules={[{ required: true, whitespace: true, message: t('whyNeeded') }]}
      >
        <Input.TextArea autoFocus rows={3} maxLength={500} />
      </Form.Item>
    </FormDialog>
  );
}
