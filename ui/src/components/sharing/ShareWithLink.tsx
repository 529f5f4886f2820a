import { Button, Checkbox, Form, Input, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MadeLink } from './MadeLink';
import type { Shareable } from './ShareDialog';
import { untilOf, UntilInput, type Until } from './UntilInput';
import { useShare, whatOf } from './useShare';
import styles from './sharing.module.css';

/** A link for whoever has it: to read, or to fill in the form. */
export function ShareWithLink({ what }: { what: Shareable }) {
  const { t } = useTranslation('sharing');
  const mayFillIn = what.mayCreate && !what.record;
  const [does, setDoes] = useState<'read' | 'create'>('read');
  const [titles, setTitles] = useState(what.record !== undefined);
  const [until, setUntil] = useState<Until>({ kind: 'days', days: 30 });
  const [password, setPassword] = useState('');
  const [note, setNote] = useState('');
  const [made, setMade] = useState<string>();
  const share = useShare(what.form);

  if (made)
    return <MadeLink address={made} hasPassword={password !== ''} onAnother={() => setMade(undefined)} />;

  const send = () =>
    share.mutate(
      {
        ...(does === 'read' ? whatOf(what) : {}),
        titles,
        link: true,
        actions: [does],
        ...untilOf(until),
        ...(password ? { password } : {}),
        ...(note.trim() ? { note: note.trim() } : {}),
      },
      { onSuccess: ({ link }) => link && setMade(window.location.origin + link) },
    );

  return (
    <Form layout="vertical" requiredMark={false} onFinish={send}>
      <p className={styles.hint}>{t('linkHint')}</p>
      {mayFillIn ? (
        <Form.Item label={t('does')}>
          <Radio.Group
            value={does}
            options={[
              { value: 'read', label: t('link-read') },
              { value: 'create', label: t('link-fillIn') },
            ]}
            onChange={(event) => setDoes(event.target.value as typeof does)}
          />
        </Form.Item>
      ) : null}
      <Form.Item>
        <Checkbox checked={titles} onChange={(event) => setTitles(event.target.checked)}>
          {t(does === 'create' ? 'titlesToChoose' : what.record ? 'titlesOfRecord' : 'titlesOfView')}
        </Checkbox>
      </Form.Item>
      <UntilInput id="link-until" value={until} onChange={setUntil} />
      <Form.Item label={t('password')} htmlFor="link-password" extra={t('passwordHint')}>
        <Input.Password
          id="link-password"
          value={password}
          maxLength={200}
          autoComplete="new-password"
          onChange={(event) => setPassword(event.target.value)}
        />
      </Form.Item>
      <Form.Item label={t('linkNote')} htmlFor="link-note">
        <Input
          id="link-note"
          value={note}
          maxLength={500}
          placeholder={t('linkNoteHint')}
          onChange={(event) => setNote(event.target.value)}
        />
      </Form.Item>
      <Button
        type="primary"
        htmlType="submit"
        disabled={password !== '' && password.length < 6}
        loading={share.isPending}
      >
        {t('makeLink')}
      </Button>
    </Form>
  );
}
