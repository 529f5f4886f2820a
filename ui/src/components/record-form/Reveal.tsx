import { EyeOutlined } from '@ant-design/icons';
import { Button, Form, Input, Popover } from 'antd';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useId, useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '@/api/ApiProblem';
import type { FieldDefinition } from '@/api/types';
import { RequestButton } from '@/components/request/RequestButton';
import { secondPersonFor } from '@/components/request/secondPerson';
import { fieldType } from '@/fields';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { revealValue } from './api/reveal';
import styles from './Reveal.module.css';

interface Props {
  form: string;
  record: string;
  field: FieldDefinition;
  mask: string;
}

/** A mask, and the way to the value behind it: a reason, which is kept and told to the record's owner. */
export function Reveal({ form, record, field, mask }: Props) {
  const { t } = useTranslation('record-form');
  const { language, text } = useLanguage();
  const id = useId();
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const reveal = useMutation({
    mutationFn: () => revealValue(form, record, field.key, reason.trim()),
    onSuccess: () => setOpen(false),
  });
  const { data: revealed, reset } = reveal;
  const second = secondPersonFor(reveal.error);

  useEffect(() => {
    if (!revealed) return;
    const timer = setTimeout(reset, Math.max(0, Date.parse(revealed.until) - Date.now()));
    return () => clearTimeout(timer);
  }, [revealed, reset]);

  if (revealed) {
    const type = fieldType(field.type);
    return (
      <span className={styles.revealed}>
        <type.Display value={revealed.value} field={field} language={language} />
        <Button type="link" size="small" onClick={reset}>
          {t('reveal.hide')}
        </Button>
      </span>
    );
  }
  const label = text(field.label, field.key);
  return (
    <span className={styles.masked}>
      <span>{mask}</span>
      <Popover
        trigger="click"
        open={open}
        onOpenChange={setOpen}
        title={t('reveal.title', { field: label })}
        content={
          // The form around the field hears what happens here, although it stands elsewhere on the page.
          // eslint-disable-next-line jsx-a11y/no-static-element-interactions -- keeps keys in, is none itself
          <div onKeyDown={stay} onSubmit={stay}>
            <Form layout="vertical" className={styles.ask} onFinish={() => reveal.mutate()}>
              <Form.Item
                label={t('reveal.reason')}
                htmlFor={id}
                extra={t('reveal.hint')}
                validateStatus={reveal.error ? 'error' : ''}
                help={reveal.error ? messageOf(reveal.error, t('reveal.failed')) : undefined}
              >
                <Input
                  id={id}
                  autoFocus
                  maxLength={500}
                  value={reason}
                  onChange={(event) => setReason(event.target.value)}
                />
              </Form.Item>
              {second ? <RequestButton wish={second} /> : null}
              <Button
                type="primary"
                htmlType="submit"
                loading={reveal.isPending}
                disabled={reason.trim() === ''}
              >
                {t('reveal.show')}
              </Button>
            </Form>
          </div>
        }
      >
        <Button
          type="text"
          size="small"
          icon={<EyeOutlined aria-hidden />}
          aria-label={t('reveal.title', { field: label })}
        />
      </Popover>
    </span>
  );
}

const messageOf = (error: Error, otherwise: string) =>
  error instanceof ApiProblem ? error.message : otherwise;

const stay = (event: SyntheticEvent) => event.stopPropagation();
