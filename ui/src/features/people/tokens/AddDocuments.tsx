import { FolderOpenOutlined } from '@ant-design/icons';
import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Form, Input, Popconfirm } from 'antd';
import { useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '@/api/ApiProblem';
import { toast } from '@/components/toasts';
import { addDocuments, type Token } from '../api/tokens';
import styles from '../people.module.css';
import { readDocuments, type DocumentError } from './readDocuments';
import { useSize } from './useSize';

interface Props {
  token: Token;
  isHeld: boolean;
  onAdded: () => void;
  onClose: () => void;
}

const mostDocuments = 1000;
const mostBytes = 2 * 1024 * 1024;

/** Documents that are pasted or chosen; nothing is kept where one of them is wrong. */
export function AddDocuments({ token, isHeld, onAdded, onClose }: Props) {
  const { t } = useTranslation('people');
  const size = useSize();
  const file = useRef<HTMLInputElement>(null);
  const id = useId();
  const [text, setText] = useState('');
  const [chosenId, setChosenId] = useState<string>();
  const read = readDocuments(text);
  const [onlyId] = Object.keys(read.documents);
  const documents =
    read.isOne && onlyId !== undefined
      ? { [chosenId ?? onlyId]: read.documents[onlyId] ?? '' }
      : read.documents;
  const count = Object.keys(documents).length;
  const bytes = Object.values(documents).reduce(
    (sum, each) => sum + (typeof each === 'string' ? new TextEncoder().encode(each).length : 0),
    0,
  );

  const add = useMutation({
    mutationFn: () => addDocuments(token.id, documents),
    onSuccess: () => {
      onAdded();
      toast(t('tokens.added', { count }), { seconds: 5 });
      onClose();
    },
  });
  const write = (next: string) => {
    setText(next);
    setChosenId(undefined);
    add.reset();
  };
  const choose = async (chosen: File | undefined) => {
    if (!chosen) return;
    // Escaped in JSON a text is longer than it is.
    if (chosen.size > 4 * mostBytes)
      return toast(t('tokens.tooLarge', { size: size(chosen.size) }), { tone: 'error' });
    write(await chosen.text().catch(() => (toast(t('tokens.noFile'), { tone: 'error' }), '')));
    return undefined;
  };
  const words = (error: DocumentError) => t(`tokens.${error.code}`, { ...error });
  const errors = [
    ...read.errors.map(words),
    ...(count > mostDocuments ? [t('tokens.tooManyDocuments')] : []),
    ...(bytes > mostBytes ? [t('tokens.tooLarge', { size: size(bytes) })] : []),
    ...(add.isError ? wordsOf(add.error, t('failed')) : []),
  ];

  return (
    <>
      {/* Outside the form, whose styles would show it. */}
      <input
        ref={file}
        type="file"
        hidden
        accept=".json,.graphql,.gql"
        aria-label={t('tokens.chooseFile')}
        onChange={(event) => {
          void choose(event.target.files?.[0]);
          event.target.value = '';
        }}
      />
      <Form layout="vertical" requiredMark={false}>
        <p className={styles.note}>{t('tokens.addHint')}</p>
        <Form.Item
          label={t('tokens.addText')}
          htmlFor={id}
          extra={count > 0 ? t('tokens.readyToAdd', { count, size: size(bytes) }) : undefined}
        >
          <Input.TextArea
            id={id}
            className={styles.code ?? ''}
            value={text}
            spellCheck={false}
            autoFocus
            autoSize={{ minRows: 8, maxRows: 16 }}
            onChange={(event) => write(event.target.value)}
          />
        </Form.Item>
        {read.isOne ? (
          <Form.Item label={t('tokens.documentId')} htmlFor={`${id}-id`} extra={t('tokens.documentIdHint')}>
            <Input
              id={`${id}-id`}
              maxLength={200}
              value={chosenId ?? onlyId}
              spellCheck={false}
              onChange={(event) => setChosenId(event.target.value)}
            />
          </Form.Item>
        ) : null}
        {errors.length > 0 ? (
          <Alert
            type="error"
            className={styles.gap ?? ''}
            title={t('tokens.nothingKept')}
            description={
              <ul className={styles.wrong}>
                {errors.map((each) => (
                  <li key={each}>{each}</li>
                ))}
              </ul>
            }
          />
        ) : null}
        <div className={styles.acts}>
          <Popconfirm
            title={t('tokens.addTitle', { count, name: token.name })}
            description={t(isHeld ? 'tokens.addMore' : 'tokens.addHolds')}
            okText={t('tokens.add', { count })}
            onConfirm={() => add.mutate()}
          >
            <Button
              type="primary"
              loading={add.isPending}
              disabled={count === 0 || read.errors.length > 0 || count > mostDocuments || bytes > mostBytes}
            >
              {t('tokens.add', { count })}
            </Button>
          </Popconfirm>
          <Button icon={<FolderOpenOutlined aria-hidden />} onClick={() => file.current?.click()}>
            {t('tokens.chooseFile')}
          </Button>
          <Button type="text" onClick={onClose}>
            {t('tokens.cancelAdding')}
          </Button>
        </div>
      </Form>
    </>
  );
}

/** What the server has against which document. */
function wordsOf(error: unknown, unknown: string): string[] {
  if (!(error instanceof ApiProblem)) return [unknown];
  if (error.errors.length === 0) return [error.message];
  return error.errors.map(({ path, message }) => {
    const document = path.split('/')[2]?.replaceAll('~1', '/').replaceAll('~0', '~');
    return document ? `${document}: ${message}` : message;
  });
}
