/**
 * Whether anything in a resource changes its meaning in a way we cannot know: a modifier extension (none is known here),
 * or rules of its own that must be understood first. FHIR forbids to go on with such a resource.
 */
export function isModified(resource: object): boolean {
  const waiting: unknown[] = [resource];
  for (let value = waiting.pop(); value !== undefined; value = waiting.pop()) {
    if (typeof value !== 'object' || value === null) continue;
    for (const [name, part] of Object.entries(value)) {
      if (name === 'modifierExtension' || name === 'implicitRules') return true;
      waiting.push(part ?? null);
    }
  }
  return false;
}

export const modified = 'changes its meaning by a modifier extension or rules that are not known here';
