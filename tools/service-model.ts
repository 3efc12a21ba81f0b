/**
 * examples/gatehouse-service-2.json: the service `gatehouse` in the form that the AWS CLI and
 * boto3 read (`aws configure add-model`), made from its schema and its constraints.
 *
 *   node tools/service-model.ts           check
 *   node tools/service-model.ts --write   write the file
 */
import type { Constraint } from '../src/wire/constraints/constraint.ts';
import { gatehouseConstraints } from '../src/wire/constraints/gatehouse.ts';
import { gatehouseErrors, gatehouseOperations } from '../src/wire/gatehouse/model.ts';
import type { Field, Structure } from '../src/wire/gatehouse/schema.ts';
import { services } from '../src/wire/index.ts';
import { type Document, documentFindings, writeDocument } from './documents.ts';
import { report } from './finding.ts';

type Shape = Readonly<Record<string, unknown>>;

/** What AWS's tools call the service. */
const SERVICE_ID = 'Gatehouse';

class Shapes {
  readonly #shapes = new Map<string, Shape>();

  /** All shapes so far, by name. */
  all(): Record<string, Shape> {
    return Object.fromEntries([...this.#shapes].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  /** Adds a structure with everything in it and answers its name. */
  structure({ name, fields }: Structure, constrained: boolean): string {
    const members = Object.entries(fields).map(([member, field]) => [
      member,
      { shape: this.#field(member, field, constrained), documentation: field.about },
    ]);
    const required = Object.entries(fields).filter(([, field]) => field.required);
    return this.#add(name, {
      type: 'structure',
      ...(required.length > 0 ? { required: required.map(([member]) => member) } : {}),
      members: Object.fromEntries(members),
    });
  }

  error(name: string): void {
    this.#add('String', { type: 'string' });
    const members = { message: { shape: 'String' } };
    this.#add(name, { type: 'structure', members, exception: true });
  }

  #field(member: string, { type, sensitive }: Field, constrained: boolean): string {
    switch (type.kind) {
      case 'structure':
        return this.structure(type.structure, constrained);
      case 'list': {
        const shape = this.structure(type.structure, constrained);
        return this.#add(`${shape}List`, { type: 'list', member: { shape } });
      }
      case 'texts':
        this.#add('String', { type: 'string' });
        return this.#add('Texts', {
          type: 'map',
          key: { shape: 'String' },
          value: { shape: 'String' },
        });
      default: {
        const constraint = constrained ? gatehouseConstraints.members[member] : undefined;
        const hidden = sensitive ? { sensitive: true } : {};
        if (constraint) {
          return this.#add(member, { type: type.kind, ...limitsOf(constraint), ...hidden });
        }
        const name = `${type.kind.charAt(0).toUpperCase()}${type.kind.slice(1)}`;
        return this.#add(sensitive ? `Sensitive${name}` : name, { type: type.kind, ...hidden });
      }
    }
  }

  #add(name: string, shape: Shape): string {
    const known = this.#shapes.get(name);
    if (known && JSON.stringify(known) !== JSON.stringify(shape)) {
      throw new TypeError(`two shapes are called ${name}`);
    }
    this.#shapes.set(name, shape);
    return name;
  }
}

function limitsOf(constraint: Constraint): Shape {
  if (constraint.kind === 'text' && constraint.values) return { enum: constraint.values };
  const { min, max } = constraint;
  const pattern = constraint.kind === 'text' ? constraint.pattern : undefined;
  return {
    ...(Number.isFinite(min) && min !== 0 ? { min } : {}),
    ...(Number.isFinite(max) ? { max } : {}),
    ...(pattern === undefined ? {} : { pattern }),
  };
}

/** The model file. */
export function serviceModelDocument(): Document {
  const { apiVersion, targetPrefixes, signingName } = services.gatehouse;
  const shapes = new Shapes();
  for (const error of gatehouseErrors) shapes.error(error);
  const operations = Object.entries(gatehouseOperations).map(([name, operation]) => [
    name,
    {
      name,
      http: { method: 'POST', requestUri: '/' },
      input: { shape: shapes.structure(operation.input, true) },
      output: { shape: shapes.structure(operation.output, false) },
      errors: operation.errors.map((shape) => ({ shape })),
      documentation: operation.about,
    },
  ]);
  const model = {
    version: '2.0',
    metadata: {
      apiVersion,
      endpointPrefix: signingName,
      jsonVersion: '1.1',
      protocol: 'json',
      serviceFullName: SERVICE_ID,
      serviceId: SERVICE_ID,
      signatureVersion: 'v4',
      signingName,
      targetPrefix: targetPrefixes[0],
      uid: `${signingName}-${apiVersion}`,
    },
    operations: Object.fromEntries(operations),
    shapes: shapes.all(),
    documentation: 'Operations of Gatehouse for which AWS has none.',
  };
  const command = 'node tools/service-model.ts --write';
  const text = `${JSON.stringify(model, null, 2)}\n`;
  return { file: 'examples/gatehouse-service-2.json', text, command };
}

if (import.meta.main) {
  const document = serviceModelDocument();
  if (process.argv.includes('--write')) writeDocument(document);
  report('the model file is in sync', documentFindings(document));
}
