import { QuestionCircleOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { FieldDefinition, FormDefinition } from '@/api/types';
import { fieldType } from '@/fields';
import { isEmpty } from '@/fields/defineField';
import { useFormScope } from '@/fields/formScope';
import { isMask } from '@/fields/masks';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { useIsPhone } from '@/lib/useMediaQuery';
import { AlikeHint } from './AlikeHint';
import { FieldFrame } from './FieldFrame';
import { Reveal } from './Reveal';
import styles from './RecordForm.module.css';
import { conditionWords, effectsOn } from './ruleWords';
import { useLookAlikes, type LookAlikes } from './useLookAlikes';

interface Props {
  id: string;
  field: FieldDefinition;
  value: unknown;
  shown: boolean;
  /** Nothing is filled in here yet, and empty fields are left out. */
  repair?: string | undefined;
  /** Changed since it was opened, so that records like it are worth a hint. */
  alikes?: LookAlikes | undefined;
  onChange: (value: unknown) => void;
  onLeave: () => void;
}

/** One field as it stands in a form: shown or to be filled in. */
export function FormField({ id, field, value, shown, repair, alikes, onChange, onLeave }: Props) {
  const { language, text } = useLanguage();
  const scope = useFormScope();
  const isPhone = useIsPhone();
  const type = fieldType(field.type);
  const found = useLookAlikes(scope?.form ?? noForm, field, value, alikes);
  if (field.type === 'divider') return <hr className={styles.divider} />;
  if (field.type === 'note') return <p className={styles.note}>{text(field.text as never)}</p>;

  const state = scope?.stateOf(field.key);
  if (!scope || !state?.visible) return null;
  const error = shown ? undefined : scope.errorAt(`/data/${field.key}`);
  const [rule] = effectsOn(field.key, scope.form.rules).filter((each) => each.effect === 'required');
  const because =
    rule && state.required && !field.required && !shown
      ? conditionWords(rule.when, scope.form, language)
      : undefined;
  const describedBy = [text(field.help) ? `${id}-help` : '', error ? `${id}-error` : '']
    .filter(Boolean)
    .join(' ');

  return (
    <FieldFrame
      {...{ id, field, shown, because, error, repair }}
      required={state.required}
      wide={type.wide ?? false}
      remark={scope && found.length > 0 ? <AlikeHint form={scope.form} found={found} /> : null}
    >
      {shown || field.right === 'read' || (field.right === 'masked' && state.readOnly) ? (
        <div className={styles.value}>
          {isEmpty(value) ? (
            <span className={styles.none}>–</span>
          ) : isMask(value, field) && scope.record ? (
            <Reveal form={scope.form.key} record={scope.record} field={field} mask={value} />
          ) : (
            <type.Display value={value} field={field} language={language} />
          )}
          {scope.explain && isMask(value, field) ? (
            <WhyMasked field={text(field.label, field.key)} onClick={() => scope.explain?.(field.key)} />
          ) : null}
        </div>
      ) : (
        <type.Input
          id={id}
          value={value}
          field={isPhone && !text(field.placeholder) ? { ...field, ...hint(field.type) } : field}
          readOnly={state.readOnly}
          invalid={error !== undefined}
          required={state.required}
          describedBy={describedBy || undefined}
          label={labelled.has(field.type) ? text(field.label, field.key) : undefined}
          onChange={onChange}
          onBlur={onLeave}
        />
      )}
    </FieldFrame>
  );
}

function WhyMasked({ field, onClick }: { field: string; onClick: () => void }) {
  const { t } = useTranslation('explain');
  return (
    <Button
      type="text"
      size="small"
      icon={<QuestionCircleOutlined aria-hidden />}
      aria-label={t('whyField', { field })}
      title={t('whyField', { field })}
      onClick={onClick}
    />
  );
}

const noForm: FormDefinition = { key: '', title: {}, fields: [] };

/** Made of several controls: a group named by itself, since a label can point at one only. */
const labelled = new Set([
  'dateRange',
  'location',
  'file',
  'image',
  'signature',
  'table',
  'rating',
  'richText',
  'formula',
  'lookup',
  'rollup',
  'serial',
]);

/** Without a frame around it, an empty input says that it is one. */
function hint(type: string): Partial<FieldDefinition> {
  if (['text', 'longText', 'number', 'currency', 'percent', 'idCard'].includes(type))
    return { placeholder: { 'zh-CN': '点此输入', en: 'Tap to type' } };
  if (['select', 'multiSelect', 'cascade'].includes(type))
    return { placeholder: { 'zh-CN': '点此选择', en: 'Tap to choose' } };
  return {};
}
