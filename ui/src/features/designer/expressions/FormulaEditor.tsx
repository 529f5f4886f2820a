import { Button, Input, Modal } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { useDesigner } from '../designerContext';
import type { DraftField } from '../model/uids';
import { fieldOffers, functionOffer } from './completion';
import { ExpressionEditor } from './ExpressionEditor';
import styles from './expressions.module.css';
import { functions } from './language';

interface Props {
  field: DraftField;
  expression: string;
  onChange: (expression: string) => void;
}

/** The formula of a field, in the panel or in a window with all fields and functions to choose from. */
export function FormulaEditor({ field, expression, onChange }: Props) {
  const { t } = useTranslation('designer');
  const { text } = useLanguage();
  const [isOpen, setOpen] = useState(false);
  const [id, large] = [useId(), useId()];
  return (
    <div className={styles.formula}>
      <div className={styles.formulaHead}>
        <label htmlFor={id}>{t('formula')}</label>
        <Button size="small" type="link" onClick={() => setOpen(true)}>
          {t('expression.more')}
        </Button>
      </div>
      <ExpressionEditor id={id} label={t('formula')} value={expression} onChange={onChange} />
      <Modal
        open={isOpen}
        title={t('formulaOf', { field: text(field.label, field.key) })}
        width={760}
        footer={null}
        onCancel={() => setOpen(false)}
        destroyOnHidden
      >
        <ExpressionEditor id={large} label={t('formula')} large value={expression} onChange={onChange} />
        <Catalogue
          onPick={(insert) =>
            onChange(`${expression}${expression && !/[\s(,]$/.test(expression) ? ' ' : ''}${insert}`)
          }
        />
      </Modal>
    </div>
  );
}

/** All that an expression may use, by name. */
function Catalogue({ onPick }: { onPick: (insert: string) => void }) {
  const { t } = useTranslation('designer');
  const { language } = useLanguage();
  const { designer } = useDesigner();
  const [typed, setTyped] = useState('');
  const words = typed.toLowerCase();
  const columns = [
    { title: t('expression.fields'), offers: fieldOffers(designer.draft, language) },
    { title: t('expression.functions'), offers: functions.map((each) => functionOffer(each, language)) },
  ];
  return (
    <>
      <Input
        allowClear
        placeholder={t('expression.find')}
        aria-label={t('expression.find')}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <div className={styles.catalogue}>
        {columns.map(({ title, offers }) => (
          <div key={title} role="group" aria-label={title}>
            <h3>{title}</h3>
            {offers
              .filter((each) =>
                [each.insert, each.label, each.help].some((text) => text.toLowerCase().includes(words)),
              )
              .map((each) => (
                <button key={each.insert} type="button" onClick={() => onPick(each.insert)}>
                  <code>{each.kind === 'function' ? each.detail : each.insert}</code>
                  <small>{each.kind === 'function' ? each.help : each.label}</small>
                </button>
              ))}
          </div>
        ))}
      </div>
    </>
  );
}
