import { CloseOutlined, PaperClipOutlined, PictureOutlined, ReloadOutlined } from '@ant-design/icons';
import { Button, Progress } from 'antd';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { InputProps } from './defineField';
import styles from './files.module.css';
import { fileAddress, filesOf, fileSize, type FileOptions, type StoredFile } from './uploads';
import { useUploads } from './useUploads';

type Props = InputProps<unknown, FileOptions> & { pictures?: boolean };

/** Files by choosing, dropping or, on a phone, the camera. */
export function FileInput({ id, value, field, readOnly, label, describedBy, onChange, pictures }: Props) {
  const { t } = useTranslation('fields');
  const input = useRef<HTMLInputElement>(null);
  const files = filesOf(value);
  const latest = useRef(files);
  useEffect(() => {
    latest.current = files;
  });
  const change = (next: StoredFile[]) =>
    onChange(next.length === 0 ? null : field.multiple ? next : next.at(-1));
  const { sending, send, dismiss } = useUploads(field, (stored) => {
    latest.current = field.multiple ? [...latest.current, stored] : [stored];
    change(latest.current);
  });

  const choose = (list: FileList | null) => {
    for (const file of Array.from(list ?? []).slice(0, field.multiple ? undefined : 1)) void send(file);
  };
  const accept = (field.accept ?? (pictures ? ['image/*'] : [])).join(',');

  return (
    // Dropping is a short cut; the button does the same.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- a place to drop files; the button does the same
    <div
      className={styles.files}
      role="group"
      aria-label={label}
      aria-describedby={describedBy}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        if (!readOnly) choose(event.dataTransfer.files);
      }}
    >
      {files.map((file) => (
        <div key={file.id} className={styles.file}>
          {pictures ? (
            <img src={fileAddress(file.id)} alt="" className={styles.thumb} />
          ) : (
            <PaperClipOutlined aria-hidden />
          )}
          <a href={fileAddress(file.id, !pictures)} target="_blank" rel="noreferrer">
            {file.name}
          </a>
          <small>{fileSize(file.size)}</small>
          {readOnly ? null : (
            <Button
              size="small"
              type="text"
              icon={<CloseOutlined aria-hidden />}
              aria-label={t('file.remove', { name: file.name })}
              onClick={() => change(files.filter((each) => each !== file))}
            />
          )}
        </div>
      ))}
      {sending.map(([key, { name, part, error, again }]) => (
        <div key={key} className={styles.file} role="status">
          <span>{name}</span>
          {error ? (
            <small className={styles.error}>{error}</small>
          ) : (
            <Progress percent={Math.round(part * 100)} size="small" aria-label={name} />
          )}
          {again ? (
            <Button
              size="small"
              type="text"
              icon={<ReloadOutlined aria-hidden />}
              aria-label={t('file.again')}
              onClick={again}
            />
          ) : null}
          {error ? (
            <Button
              size="small"
              type="text"
              icon={<CloseOutlined aria-hidden />}
              aria-label={t('file.dismiss')}
              onClick={() => dismiss(key)}
            />
          ) : null}
        </div>
      ))}
      {readOnly || (files.length > 0 && !field.multiple) ? null : (
        <Button
          id={id}
          icon={pictures ? <PictureOutlined /> : <PaperClipOutlined />}
          onClick={() => input.current?.click()}
          className={styles.choose ?? ''}
        >
          {t(pictures ? 'file.picture' : 'file.choose')}
          {field.maxSize ? <small>{t('file.atMost', { size: fileSize(field.maxSize) })}</small> : null}
        </Button>
      )}
      <input
        ref={input}
        type="file"
        hidden
        tabIndex={-1}
        aria-hidden
        multiple={field.multiple ?? false}
        accept={accept}
        onChange={(event) => {
          choose(event.target.files);
          event.target.value = '';
        }}
      />
    </div>
  );
}
