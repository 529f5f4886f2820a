import { ApiOutlined, CaretRightOutlined, CopyOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Select } from 'antd';
import type { GraphQLSchema } from 'graphql';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { formQuery, useForms } from '@/api/forms';
import { EmptyState } from '@/components/EmptyState';
import { toast } from '@/components/toasts';
import { copyText } from '@/lib/copyText';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { ask } from '../api/ask';
import type { Operation } from '../api/saved';
import styles from '../graphql.module.css';
import { curlOf } from './curl';
import { examplesOf, type Example } from './examplesOf';
import { formsOfSchema, type FormOfSchema } from './formsOfSchema';
import { documentOfSamples, noSamples, samplesOf } from './samples';

interface Props {
  schema: GraphQLSchema;
  onOpen: (operation: Operation, runs?: boolean) => void;
}

/** For each form the operations that most begin with, ready to be sent. */
export function ExamplesView({ schema, onOpen }: Props) {
  const { t } = useTranslation('graphql');
  const { text } = useLanguage();
  const [address, setAddress] = useSearchParams();
  const published = useForms().data;
  const forms = useMemo(() => formsOfSchema(schema), [schema]);
  const form = forms.find((each) => each.name === address.get('form')) ?? forms[0];
  const titleOf = ({ name }: FormOfSchema) => {
    const title = text(published?.find((each) => each.key === name)?.title, name);
    return title === name ? name : `${title} (${name})`;
  };

  if (!form) {
    return (
      <EmptyState
        icon={<ApiOutlined aria-hidden />}
        title={t('examples.none')}
        hint={t('examples.noneHint')}
        action={<Link to="/forms">{t('examples.toForms')}</Link>}
        example={<code>{'{ contacts(first: 10) { nodes { name } } }'}</code>}
      />
    );
  }
  const choose = (name: string) => {
    const next = new URLSearchParams(address);
    next.set('form', name);
    setAddress(next, { replace: true });
  };
  return (
    <div className={styles.examples}>
      <label className={styles.chooser}>
        {t('examples.form')}
        <Select
          aria-label={t('examples.form')}
          showSearch={{ optionFilterProp: 'label' }}
          value={form.name}
          options={forms.map((each) => ({ value: each.name, label: titleOf(each) }))}
          onChange={choose}
        />
      </label>
      <ExamplesOfForm key={form.name} schema={schema} form={form} onOpen={onOpen} />
    </div>
  );
}

function ExamplesOfForm({ schema, form, onOpen }: Props & { form: FormOfSchema }) {
  const definition = useQuery({ ...formQuery(form.name), retry: false });
  const samples = useQuery({
    queryKey: ['graphql', 'samples', form.name],
    queryFn: async ({ signal }) =>
      samplesOf((await ask({ document: documentOfSamples(schema, form) }, signal)).data),
    retry: false,
  });
  const examples = useMemo(
    () =>
      examplesOf(
        schema,
        form,
        {
          fields: definition.data?.definition?.fields ?? [],
          titleField: definition.data?.definition?.titleField,
        },
        samples.data ?? noSamples,
      ),
    [schema, form, definition.data, samples.data],
  );
  return (
    <div className={styles.cards} aria-busy={definition.isPending || samples.isPending}>
      {examples.map((example) => (
        <ExampleCard key={example.kind} example={example} onOpen={onOpen} />
      ))}
    </div>
  );
}

function ExampleCard({
  example,
  onOpen,
}: {
  example: Example;
  onOpen: (operation: Operation, runs?: boolean) => void;
}) {
  const { t } = useTranslation('graphql');
  const { kind, document, variables } = example;
  const written = variables ? JSON.stringify(variables, null, 2) : '';
  const title = t(`examples.kind.${kind}`);
  const copy = async (text: string) =>
    toast(t((await copyText(text)) ? 'copied' : 'notCopied'), { seconds: 5 });
  // What writes is looked at first.
  const isReading = !document.startsWith('mutation');
  return (
    <section className={styles.card} aria-label={title}>
      <h2>{title}</h2>
      <p>{t(`examples.about.${kind}`)}</p>
      <pre>
        {document}
        {written ? `\n\n# ${t('editor.variables')}\n${written}` : null}
      </pre>
      <div className={styles.cardActions}>
        {isReading ? (
          <Button
            icon={<CaretRightOutlined aria-hidden />}
            aria-label={t('examples.runNamed', { title })}
            onClick={() => onOpen({ document, variables: written }, true)}
          >
            {t('editor.run')}
          </Button>
        ) : null}
        <Button
          aria-label={t('examples.openNamed', { title })}
          onClick={() => onOpen({ document, variables: written })}
        >
          {t('examples.open')}
        </Button>
        <Button
          type="text"
          icon={<CopyOutlined aria-hidden />}
          aria-label={t('examples.copyTextNamed', { title })}
          onClick={() => void copy(document)}
        >
          {t('copy')}
        </Button>
        <Button
          type="text"
          icon={<CopyOutlined aria-hidden />}
          aria-label={t('examples.copyNamed', { title })}
          onClick={() => void copy(curlOf(example, window.location.origin, kind === 'subscription'))}
        >
          {t('copyCurl')}
        </Button>
      </div>
    </section>
  );
}
