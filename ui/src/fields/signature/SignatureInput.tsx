import { Button } from 'antd';
import { useEffect, useRef, useState, type PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { InputProps } from '../defineField';
import { fileAddress, filesOf, track } from '../uploads';
import { useUploads } from '../useUploads';
import styles from './signature.module.css';

/** A pad to sign on with a finger, a pen or the mouse; it becomes a picture. */
export function SignatureInput({ id, value, readOnly, label, describedBy, onChange }: InputProps) {
  const { t } = useTranslation('fields');
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [inked, setInked] = useState(false);
  const { sending, send } = useUploads({}, (file) => onChange(file));
  const [signed] = filesOf(value);

  const at = ({ nativeEvent, currentTarget }: PointerEvent<HTMLCanvasElement>) => {
    const scale = currentTarget.width / currentTarget.clientWidth;
    return [nativeEvent.offsetX * scale, nativeEvent.offsetY * scale] as const;
  };
  const start = (event: PointerEvent<HTMLCanvasElement>) => {
    const pen = event.currentTarget.getContext('2d');
    if (!pen) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    Object.assign(pen, { lineWidth: 4, lineCap: 'round', lineJoin: 'round', strokeStyle: '#1b1f27' });
    pen.beginPath();
    pen.moveTo(...at(event));
    setInked(true);
  };
  const draw = (event: PointerEvent<HTMLCanvasElement>) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const pen = event.currentTarget.getContext('2d');
    pen?.lineTo(...at(event));
    pen?.stroke();
  };
  const clear = () => {
    canvas.current?.getContext('2d')?.clearRect(0, 0, canvas.current.width, canvas.current.height);
    setInked(false);
  };
  const keep = async () => {
    const picture = await new Promise<Blob | null>((done) => canvas.current?.toBlob(done, 'image/png'));
    if (picture) await send(new File([picture], 'signature.png', { type: 'image/png' }));
  };

  // Whoever signs and goes on means the signature, without a button that says so.
  useEffect(() => {
    if (!inked || signed) return;
    const leave = ({ target }: Event) => {
      if (box.current?.contains(target as Node)) return;
      setInked(false);
      void track(keep());
    };
    const events = ['pointerdown', 'keydown'] as const;
    events.forEach((each) => document.addEventListener(each, leave, true));
    return () => events.forEach((each) => document.removeEventListener(each, leave, true));
  });

  if (signed)
    return (
      <div className={styles.signature} role="group" aria-label={label} aria-describedby={describedBy}>
        <img src={fileAddress(signed.id)} alt={t('signature.signed')} className={styles.pad} />
        {readOnly ? null : (
          <Button id={id} size="small" onClick={() => onChange(null)}>
            {t('signature.again')}
          </Button>
        )}
      </div>
    );
  if (readOnly) return null;
  return (
    <div
      ref={box}
      className={styles.signature}
      role="group"
      aria-label={label}
      aria-describedby={describedBy}
    >
      <canvas
        ref={canvas}
        id={id}
        className={styles.pad}
        width={1000}
        height={320}
        aria-label={t('signature.pad')}
        onPointerDown={start}
        onPointerMove={draw}
      />
      <div className={styles.actions}>
        <Button size="small" disabled={!inked} onClick={clear}>
          {t('signature.clear')}
        </Button>
        <Button
          size="small"
          type="primary"
          disabled={!inked}
          loading={sending.some(([, each]) => !each.error)}
          onClick={() => void track(keep())}
        >
          {t('signature.use')}
        </Button>
        {sending.map(([key, { error, again }]) =>
          error ? (
            <span key={key} role="alert" className={styles.error}>
              {error}{' '}
              <Button size="small" onClick={again}>
                {t('file.again')}
              </Button>
            </span>
          ) : null,
        )}
      </div>
    </div>
  );
}
