import Type from 'typebox';

export const HsaId = Type.String({ pattern: '^[A-Za-z0-9_]+(-[A-Za-z0-9]+)+$', maxLength: 32 });
export const Milliseconds = (fallback: number) => Type.Integer({ minimum: 1, default: fallback });
export const Port = (fallback: number) => Type.Integer({ minimum: 0, maximum: 65535, default: fallback });
export const strict = { additionalProperties: false } as const;
/** `GetDiagnosis:2`, or `*` for every contract. */
export const ContractRef = Type.String({ pattern: '^(\\*|[A-Za-z0-9]+:[0-9]+)$' });
