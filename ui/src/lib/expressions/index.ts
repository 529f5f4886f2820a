export { catalogue, type FunctionInfo } from './catalogue';
export { compile, type Expression } from './compile';
export {
  evaluateForm,
  type FieldState,
  type FormContext,
  type FormError,
  type FormOutcome,
} from './evaluateForm';
export { ExpressionError } from './ExpressionError';
export { faultOf, type Fault } from './faultOf';
export type { LinkedRecord } from './fieldValue';
