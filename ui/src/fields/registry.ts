import { booleanField } from './boolean';
import { cascadeField } from './cascade';
import { currencyField } from './currency';
import { dateField } from './date';
import { dateRangeField } from './date-range';
import { dateTimeField } from './date-time';
import type { FieldType } from './defineField';
import { departmentField } from './department';
import { departmentsField } from './departments';
import { dividerField } from './divider';
import { emailField } from './email';
import { fileField } from './file';
import { formulaField } from './formula';
import { idCardField } from './id-card';
import { imageField } from './image';
import { jsonField } from './json';
import { locationField } from './location';
import { longTextField } from './long-text';
import { lookupField } from './lookup';
import { multiSelectField } from './multi-select';
import { noteField } from './note';
import { numberField } from './number';
import { percentField } from './percent';
import { phoneField } from './phone';
import { ratingField } from './rating';
import { referenceField } from './reference';
import { referencesField } from './references';
import { regionField } from './region';
import { register } from './known';
import { richTextField } from './rich-text';
import { rollupField } from './rollup';
import { sectionField } from './section';
import { selectField } from './select';
import { serialField } from './serial';
import { signatureField } from './signature';
import { tableField } from './table';
import { tabsField } from './tabs';
import { textField } from './text';
import { timeField } from './time';
import { urlField } from './url';
import { userField } from './user';
import { usersField } from './users';

/** Every field type, in the order of the designer's palette. */
export const fieldTypes: readonly FieldType[] = [
  textField,
  longTextField,
  numberField,
  currencyField,
  dateField,
  dateTimeField,
  selectField,
  multiSelectField,
  booleanField,
  percentField,
  timeField,
  dateRangeField,
  ratingField,
  phoneField,
  emailField,
  regionField,
  locationField,
  idCardField,
  signatureField,
  urlField,
  referenceField,
  referencesField,
  lookupField,
  rollupField,
  formulaField,
  serialField,
  tableField,
  userField,
  usersField,
  departmentField,
  departmentsField,
  fileField,
  imageField,
  richTextField,
  cascadeField,
  jsonField,
  sectionField,
  tabsField,
  dividerField,
  noteField,
];

register(fieldTypes);
