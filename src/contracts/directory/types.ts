import { one, optional, type SchemaBuilder, several, string, time } from '../schema.ts';

/** What the types namespaces of the directory's domains have in common; each declares them anew. */

/**
 * A place in the tree. As published it is `([OUDCNLoudcnl]{1,2}=[0-9\p{L}\p{Zs}\-.]*,?)*`, in which a name can be read in
 * very many ways: a hostile one would keep a matcher busy for ever. This says the same and has one way.
 */
const place =
  /([OUDCNLoudcnl]{1,2}=([0-9\p{L}\p{Zs}\-.]*([OUDCNLoudcnl]|,[OUDCNLoudcnl]{1,2})=)*[0-9\p{L}\p{Zs}\-.]*,?)?/u;

export function dnType(t: SchemaBuilder) {
  return t.token('DNType', 350, place);
}

export function telephoneNumberType(t: SchemaBuilder) {
  return t.limited('TelephoneNumberType', 32, /([+0123456789][0-9]*)/);
}

export function addressType(t: SchemaBuilder) {
  return t.open('AddressType', { addressLine: several(string) });
}

/** Days are 1 (Monday) to 7. */
export function timeSpanType(t: SchemaBuilder) {
  return t.open('TimeSpanType', {
    fromDay: one(string),
    fromTime: one(time),
    toDay: one(string),
    toTime: one(time),
    comment: optional(string),
    fromDate: optional(string),
    toDate: optional(string),
  });
}

export function structuredPostalAddressType(t: SchemaBuilder) {
  return t.open('StructuredPostalAddressType', {
    addressee: several(string),
    street: optional(string),
    premisesNumber: optional(string),
    premisesLetter: optional(string),
    postCode: one(string),
    town: one(string),
  });
}
