import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Checkbox, Form, Input } from 'antd';
import dayjs from 'dayjs';
import { useTranslation } from 'react-i18next';
import { grantRequest, rejectRequest, type AccessRequest } from '@/api/requests';
import type { Action } from '@/api/roles';
import { Moment } from '@/components/access/HeldTimes';
import { FormDialog } from '@/components/dialog/FormDialog';
import { showErrors } from '@/components/dialog/showErrors';
import { toast } from '@/components/toasts';

interface Values {
  actions: Action[];
  until: string | null;
  note: string;
}

interface Props {
  request: AccessRequest;
  way: 'grant' | 'reject';
  onClose: () => void;
}

/** Until when and with what access is granted; a second person only agrees, or not. */
export function DecideDialog({ request, way, onClose }: Props) {
  const { t } = useTranslation('requests');
  const { t: words } = useTranslation('access');
  const queries = useQueryClient();
  const [form] = Form.useForm<Values>();
  const isAccess = request.kind === 'access' && way === 'grant';
  const decide = useMutation({
    mutationFn: ({ actions, until, note }: Values) =>
      way === 'reject'
        ? rejectRequest(request.id, note.trim() || null)
        : grantRequest(request.id, { ...(isAccess ? { actions, until } : {}), note: note.trim() || null }),
    onSuccess: async () => {
      toast(t(`done.${way}`, { who: request.by.title ?? t('somebody') }), { seconds: 5 });
      onClose();
      await queries.invalidateQueries({ queryKey: ['requests'] });
    },
    onError: (error) => showErrors(form, error, t('failed')),
  });
  const wanted =
    request.wantedUntil && new Date(request.wantedUntil) > new Date() ? request.wantedUntil : null;
  return (
    <FormDialog<Values>
      form={form}
      title={t(way === 'reject' ? 'reject' : `grant.${request.kind}`)}
      action={t(way === 'reject' ? 'reject' : `grant.${request.kind}`)}
      saving={decide.isPending}
      onFinish={(values) => decide.mutate(values)}
      onClose={onClose}
      initialValues={{
        actions: request.actions,
        until: wanted ?? dayjs().add(7, 'day').endOf('day').toISOString(),
        note: '',
      }}
    >
      <p>
        {t('wants', {
          who: request.by.title ?? t('somebody'),
          actions: request.actions.map((action) => words(`action.${action}`)).join(t('comma')),
        })}
        <br />
        <q>{request.reason}</q>
      </p>
      {way === 'grant' ? <p>{t(`grantHint.${request.kind}`)}</p> : null}
      {isAccess && request.actions.length > 1 ? (
        <Form.Item
          name="actions"
          label={t('what')}
          rules={[{ type: 'array', min: 1, message: t('whatNeeded') }]}
        >
          <Checkbox.Group
            role="group"
            aria-label={t('what')}
            options={request.actions.map((action) => ({ value: action, label: words(`action.${action}`) }))}
          />
        </Form.Item>
      ) : (
        <Form.Item name="actions" hidden>
          <Input />
        </Form.Item>
      )}
      {isAccess ? (
        <Form.Item
          name="until"
          label={t('untilWhen')}
          rules={[{ required: true, message: t('untilNeeded') }]}
        >
          <MomentInput />
        </Form.Item>
      ) : null}
      <Form.Item name="note" label={t('note')}>
        <Input.TextArea rows={2} maxLength={500} />
      </Form.Item>
    </FormDialog>
  );
}

interface InputProps {
  id?: string;
  value?: string | null;
  onChange?: (at: string | null) => void;
}

const MomentInput = ({ id = 'until', value = null, onChange = () => undefined }: InputProps) => (
  <Moment id={id} value={value} onChange={onChange} />
);
