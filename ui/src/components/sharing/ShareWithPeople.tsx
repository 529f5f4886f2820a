import { Button, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MembersPicker } from '@/components/access/MembersPicker';
import { toast } from '@/components/toasts';
import type { Shareable } from './ShareDialog';
import { untilOf, UntilInput, type Until } from './UntilInput';
import { useShare, whatOf } from './useShare';

/** Who, what they may do, until when, and a word to them. */
export function ShareWithPeople({ what }: { what: Shareable }) {
  const { t } = useTranslation('sharing');
  const [members, setMembers] = useState<string[]>([]);
  const [right, setRight] = useState<'read' | 'update'>('read');
  const [until, setUntil] = useState<Until>({ kind: 'never' });
  const [note, setNote] = useState('');
  const share = useShare(what.form);
  const named = (kind: string) =>
    members.flatMap((each) => (each.startsWith(`${kind}:`) ? [each.slice(kind.length + 1)] : []));

  const send = () =>
    share.mutate(
      {
        ...whatOf(what),
        users: named('user'),
        departments: named('department'),
        actions: right === 'update' ? ['read', 'update'] : ['read'],
        ...untilOf(until),
        ...(note.trim() ? { note: note.trim() } : {}),
      },
      {
        onSuccess: ({ items }) => {
          setMembers([]);
          setNote('');
          toast(t('shared', { count: items.length }), { seconds: 5 });
        },
      },
    );

  return (
    <Form layout="vertical" requiredMark={false} onFinish={send}>
      <Form.Item label={t('with')} htmlFor="share-with">
        <MembersPicker
          id="share-with"
          value={members}
          onChange={setMembers}
          placeholder={t('withHint')}
          peopleOnly
        />
      </Form.Item>
      <Form.Item label={t('right')} htmlFor="share-right">
        <Select
          id="share-right"
          value={right}
          options={[
            { value: 'read', label: t('may.read') },
            ...(what.mayUpdate ? [{ value: 'update' as const, label: t('may.update') }] : []),
          ]}
          onChange={setRight}
        />
      </Form.Item>
      <UntilInput id="share-until" value={until} onChange={setUntil} />
      <Form.Item label={t('note')} htmlFor="share-note">
        <Input
          id="share-note"
          value={note}
          maxLength={500}
          placeholder={t('noteHint')}
          onChange={(event) => setNote(event.target.value)}
        />
      </Form.Item>
      <Button type="primary" htmlType="submit" disabled={members.length === 0} loading={share.isPending}>
        {t('share')}
      </Button>
    </Form>
  );
}
