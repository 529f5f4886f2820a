import { ArrowLeftOutlined, CloseOutlined } from '@ant-design/icons';
import { Button, Input } from 'antd';
import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  type GraphQLField,
  type GraphQLSchema,
  type GraphQLType,
} from 'graphql';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from '../graphql.module.css';

interface Props {
  schema: GraphQLSchema;
  /** The names of the types on the way, the last one shown; the roots where there is none. */
  types: string[];
  onTypes: (names: string[]) => void;
  onClose: () => void;
}

const mostFound = 100;

/** The types of the schema, from one to the other. */
export function SchemaPanel({ schema, types, onTypes, onClose }: Props) {
  const { t } = useTranslation('graphql');
  const [words, setWords] = useState('');
  const type = types.at(-1);
  const shown = type === undefined ? undefined : schema.getType(type);
  const wanted = words.trim().toLowerCase();
  const found = useMemo(() => (wanted ? placesOf(schema, wanted) : []), [schema, wanted]);
  const onType = (name: string) => onTypes([...types, name]);

  return (
    <aside className={styles.schema} aria-label={t('schema.title')}>
      <div className={styles.schemaHead}>
        {shown ? (
          <Button
            type="text"
            size="small"
            icon={<ArrowLeftOutlined aria-hidden />}
            aria-label={t('schema.back')}
            onClick={() => onTypes(types.slice(0, -1))}
          />
        ) : null}
        <h2>{shown?.name ?? t('schema.title')}</h2>
        <Button
          type="text"
          size="small"
          icon={<CloseOutlined aria-hidden />}
          aria-label={t('schema.close')}
          onClick={onClose}
        />
      </div>
      <Input
        allowClear
        value={words}
        placeholder={t('schema.find')}
        aria-label={t('schema.find')}
        onChange={(event) => setWords(event.target.value)}
      />
      <div
        className={styles.schemaBody}
        role="region"
        aria-label={shown?.name ?? t('schema.title')}
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls: whoever has only keys must come in
        tabIndex={0}
      >
        {wanted ? (
          found.length > 0 ? (
            <ul>
              {found.slice(0, mostFound).map(({ name, of }) => (
                <li key={`${name} ${of ?? ''}`}>
                  {of ? <code>{of} · </code> : null}
                  <TypeButton
                    name={name}
                    onType={(next) => {
                      setWords('');
                      onType(next);
                    }}
                  />
                </li>
              ))}
            </ul>
          ) : (
            <p>{t('schema.nothing')}</p>
          )
        ) : shown ? (
          <Members type={shown} onType={onType} />
        ) : (
          <Roots schema={schema} onType={onType} />
        )}
      </div>
    </aside>
  );
}

/** Types by their names, and by those of their members. */
function placesOf(schema: GraphQLSchema, words: string): { name: string; of?: string }[] {
  const types = Object.values(schema.getTypeMap()).filter((each) => !isIntrospectionType(each));
  const fits = (name: string) => name.toLowerCase().includes(words);
  return [
    ...types.filter(({ name }) => fits(name)).map(({ name }) => ({ name })),
    ...types.flatMap((each) =>
      isObjectType(each) || isInputObjectType(each)
        ? Object.keys(each.getFields())
            .filter(fits)
            .map((of) => ({ name: each.name, of }))
        : [],
    ),
  ];
}

function Roots({ schema, onType }: { schema: GraphQLSchema; onType: (name: string) => void }) {
  const { t } = useTranslation('graphql');
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  const forms = Object.values(schema.getTypeMap()).filter(
    (each) => isObjectType(each) && each.getInterfaces().length > 0 && !isIntrospectionType(each),
  );
  return (
    <>
      <h3>{t('schema.roots')}</h3>
      <ul>
        {roots.flatMap((root) =>
          root
            ? [
                <li key={root.name}>
                  <TypeButton name={root.name} onType={onType} />
                </li>,
              ]
            : [],
        )}
      </ul>
      <h3>{t('schema.records')}</h3>
      <ul>
        {forms.map((each) => (
          <li key={each.name}>
            <TypeButton name={each.name} onType={onType} />
            {each.description ? <p>{each.description}</p> : null}
          </li>
        ))}
      </ul>
    </>
  );
}

function Members({ type, onType }: { type: GraphQLType; onType: (name: string) => void }) {
  const { t } = useTranslation('graphql');
  const description = 'description' in type ? type.description : undefined;
  return (
    <>
      {description ? <p>{description}</p> : null}
      {isObjectType(type) || isInterfaceType(type) ? (
        <ul>
          {Object.values(type.getFields()).map((field) => (
            <li key={field.name}>
              <code>
                {field.name}
                {field.args.length > 0 ? (
                  <>
                    (
                    {field.args.map((arg, index) => (
                      <span key={arg.name}>
                        {index > 0 ? ', ' : null}
                        {arg.name}: <TypeLink type={arg.type} onType={onType} />
                      </span>
                    ))}
                    )
                  </>
                ) : null}
                : <TypeLink type={field.type} onType={onType} />
              </code>
              <Said by={field} />
              <Arguments of={field} />
            </li>
          ))}
        </ul>
      ) : null}
      {isInputObjectType(type) ? (
        <>
          {type.isOneOf ? <p>{t('schema.oneOf')}</p> : null}
          <ul>
            {Object.values(type.getFields()).map((field) => (
              <li key={field.name}>
                <code>
                  {field.name}: <TypeLink type={field.type} onType={onType} />
                </code>
                <Said by={field} />
              </li>
            ))}
          </ul>
        </>
      ) : null}
      {isEnumType(type) ? (
        <ul>
          {type.getValues().map((value) => (
            <li key={value.name}>
              <code>{value.name}</code>
              <Said by={value} />
            </li>
          ))}
        </ul>
      ) : null}
    </>
  );
}

/** What is said of arguments. */
function Arguments({ of: { args } }: { of: GraphQLField<unknown, unknown> }) {
  const told = args.filter((arg) => arg.description ?? arg.deprecationReason);
  if (told.length === 0) return null;
  return (
    <ul className={styles.arguments}>
      {told.map((arg) => (
        <li key={arg.name}>
          <code>{arg.name}</code> <Said by={arg} />
        </li>
      ))}
    </ul>
  );
}

interface Described {
  description?: string | null | undefined;
  deprecationReason?: string | null | undefined;
}

function Said({ by: { description, deprecationReason } }: { by: Described }) {
  const { t } = useTranslation('graphql');
  return (
    <>
      {deprecationReason == null ? null : (
        <p className={styles.deprecated}>{t('schema.deprecated', { reason: deprecationReason })}</p>
      )}
      {description ? <p>{description}</p> : null}
    </>
  );
}

/** A type as it is written, its name leading to it. */
function TypeLink({ type, onType }: { type: GraphQLType; onType: (name: string) => void }) {
  const { name } = getNamedType(type);
  const [before, after] = type.toString().split(name);
  return (
    <>
      {before}
      <TypeButton name={name} onType={onType} />
      {after}
    </>
  );
}

function TypeButton({ name, onType }: { name: string; onType: (name: string) => void }) {
  return (
    <button type="button" className={styles.typeName} onClick={() => onType(name)}>
      {name}
    </button>
  );
}
