// Checks PATCH (RFC 7644 §3.5.2): every form of path, every kind of target, all or nothing, and what must be refused.
import type { Json, JsonObject } from '../../base/json.ts';
import { get, patch, patching, query, refused, step, user } from '../asks.ts';
import { patchBody, type Bench } from '../bench.ts';
import { check, needing, type Check } from '../check.ts';
import { holds, not, present } from '../pattern.ts';
import { urn } from '../survey.ts';
import { isWritable, sample } from '../values.ts';

const ana = '/Users/{ana.id}';
const invalidValue = refused('invalidValue');
const mutability = refused('(mutability)');
const department = `${urn.enterprise}:department`;

const mail = (name: string, type: string, more: JsonObject = {}): JsonObject => ({
  value: `${name}-{tag}@d.example`,
  type,
  ...more,
});
const name = { familyName: 'Ruiz', givenName: 'Ana' };
const add = (path: string, value: Json): JsonObject => ({ op: 'add', path, value });
const replace = (path: string, value: Json): JsonObject => ({ op: 'replace', path, value });
const take = (path: string): JsonObject => ({ op: 'remove', path });
const work = mail('w', 'work', { primary: true });
const home = mail('h', 'home');
const extended = (parts: JsonObject): JsonObject => ({ [urn.enterprise]: parts });

const messages: readonly Check[] = [
  check('PAT-01 M 7644 3.5.2', 'A PATCH answers 200 with the user, or 204 without a body', {
    given: { ana: user() },
    steps: [
      patch(
        ana,
        [replace('title', 'DBA')],
        [{ status: 200, body: { id: '{ana.id}', title: 'DBA' } }, { status: 204 }],
      ),
      get(ana, { body: { title: 'DBA' } }),
    ],
  }),
  check('PAT-01b M 7644 3.5.2', 'A PATCH with attributes answers 200 with those', {
    given: { ana: user() },
    steps: [
      step(
        {
          method: 'PATCH',
          path: ana,
          query: { attributes: 'title' },
          body: patchBody([replace('title', 'DBA')]),
        },
        { status: 200, body: { id: '{ana.id}', title: 'DBA' }, without: ['userName'] },
      ),
    ],
  }),
  check('PAT-02 M 7644 3.5.2', 'A PATCH needs a list of Operations', {
    given: { ana: user() },
    steps: [
      ...[{}, { Operations: {} }, { Operations: 'add' }].map((more) =>
        step(
          { method: 'PATCH', path: ana, body: { schemas: patchBody([])['schemas']!, ...more } },
          refused(),
        ),
      ),
      get(ana, { same: 'ana' }),
    ],
  }),
  check('PAT-02b P 7644 3.5.2', 'A PATCH without any operation is refused', {
    given: { ana: user() },
    steps: [patch(ana, [], refused('invalidSyntax'))],
  }),
  check('PAT-02d D 7644 3.5.2', 'A PATCH without any operation changes nothing', {
    given: { ana: user() },
    steps: [patch(ana, []), get(ana, { same: 'ana' })],
  }),
  check('PAT-03 M 7644 3.5.2', 'An op that is none of the three is refused', {
    given: { ana: user() },
    steps: [
      ...[{}, { op: 'move' }, { op: 7 }, { op: '' }, { op: 'test' }].map((op) =>
        patch(ana, [{ ...op, path: 'title', value: 'DBA' }], refused('(invalidSyntax)')),
      ),
      get(ana, { same: 'ana' }),
    ],
  }),
  check(
    'PAT-04 S 7644 3.5.2',
    'An op in capitals is understood, or refused',
    patching({
      operations: [{ op: 'Replace', path: 'title', value: 'DBA' }],
      refused: refused(),
      or: { becomes: { title: 'DBA' } },
    }),
  ),
  check('PAT-05 P 7644 3.5.2', 'A body that does not say PatchOp is refused', {
    given: { ana: user() },
    steps: [
      ...[{}, { schemas: [urn.user] }].map((schemas) =>
        step(
          {
            method: 'PATCH',
            path: ana,
            body: { ...schemas, Operations: [replace('title', 'DBA')] },
          },
          refused('(invalidSyntax)'),
        ),
      ),
      get(ana, { same: 'ana' }),
    ],
  }),
  check('PAT-06 M 7644 3.5.2', 'An operation that is no object is refused', {
    given: { ana: user() },
    steps: [
      ...['add', 7, null, ['add']].map((operation) => patch(ana, [operation], refused())),
      get(ana, { same: 'ana' }),
    ],
  }),
  check('PAT-07 M 7644 3.5.2', 'If the last operation fails, nothing has changed', {
    given: { ana: user({ title: 'Before', emails: [work] }) },
    steps: [
      patch(
        ana,
        [
          replace('title', 'After'),
          add('emails', [home]),
          take('displayName'),
          replace('active', 'no boolean at all'),
        ],
        refused(),
      ),
      get(ana, { same: 'ana' }),
    ],
  }),
  check(
    'PAT-08 M 7644 3.5.2',
    'Each operation sees what the one before left',
    patching({
      of: { nickName: 'A' },
      operations: [
        take('nickName'),
        add('nickName', 'B'),
        replace('nickName', 'C'),
        add('emails', [mail('n', 'other')]),
        replace('emails[type eq "other"].value', 'changed-{tag}@d.example'),
      ],
      becomes: { nickName: 'C', emails: [{ value: 'changed-{tag}@d.example', type: 'other' }] },
    }),
  ),
  check('PAT-09 M 7644 3.12', 'PATCH of an unknown id is not found', {
    steps: [patch('/Users/none-{tag}', [replace('title', 'DBA')], { status: 404 })],
  }),
  check(
    'PAT-10 P 7644 3.5.2',
    'A PATCH of 1,000 operations is done, or refused whole',
    patching({
      operations: [...Array(1000).keys()].map((at) => replace('title', `Title ${at}`)),
      refused: refused(undefined, [400, 413]),
      or: { becomes: { title: 'Title 999' } },
    }),
  ),
  check(
    'PAT-12 M 7644 3.5.2.1',
    'An add needs a value',
    patching({ operations: [{ op: 'add', path: 'title' }], refused: refused() }),
  ),
];

const adding: readonly Check[] = [
  check(
    'PAT-11 M 7644 3.5.2.1',
    'Adding what is there already changes nothing, not even lastModified',
    patching({
      of: { title: 'DBA', name, emails: [work] },
      operations: [add('title', 'DBA'), add('name', name), add('emails', [work])],
      unchanged: true,
    }),
  ),
  check(
    'PAT-13 M 7644 3.5.2.1',
    'add sets attributes, with a path and without',
    patching({
      operations: [add('nickName', 'A'), { op: 'add', value: { title: 'DBA', locale: 'en-US' } }],
      becomes: { nickName: 'A', title: 'DBA', locale: 'en-US' },
    }),
  ),
  check(
    'PAT-14 M 7644 3.5.2.1',
    'add on a single value that is set replaces it',
    patching({
      of: { nickName: 'A' },
      operations: [add('nickName', 'B')],
      becomes: { nickName: 'B' },
    }),
  ),
  check(
    'PAT-18 M 7644 3.5.2.1',
    'add of a part keeps the other parts',
    patching({
      of: { name },
      operations: [add('name', { middleName: 'M' })],
      becomes: { name: { ...name, middleName: 'M' } },
    }),
  ),
  check(
    'PAT-19 M 7644 3.5.2.1',
    'add of a complex attribute needs an object',
    patching({ of: { name }, operations: [add('name', 'Ana Ruiz')], refused: refused() }),
  ),
  check(
    'PAT-40 M 7644 3.5.2.1',
    'add of a value in a list appends it',
    patching({
      of: { emails: [work] },
      operations: [add('emails', [home])],
      becomes: { emails: [work, home] },
    }),
  ),
  check(
    'PAT-41 S 7644 3.5.2.1',
    'add of one value without a list appends it, or is refused',
    patching({
      of: { emails: [work] },
      operations: [add('emails', home)],
      refused: refused(),
      or: { becomes: { emails: [work, home] } },
    }),
  ),
  check(
    'PAT-42 S 7644 3.5.2.1',
    'Adding an e-mail that is there already changes nothing',
    patching({
      of: { emails: [work, home] },
      operations: [add('emails', [home])],
      unchanged: true,
    }),
  ),
  check(
    'PAT-43 M 7644 3.5.2',
    'A new primary takes the mark from the old one',
    patching({
      of: { emails: [work] },
      operations: [add('emails', [{ ...home, primary: true }])],
      becomes: {
        emails: [
          { value: 'w-{tag}@d.example', primary: not(true) },
          { value: 'h-{tag}@d.example', primary: true },
        ],
      },
    }),
  ),
  check(
    'PAT-46 M 7644 3.5.2.1',
    'add without a path appends to lists and merges objects',
    patching({
      of: { name, emails: [work] },
      operations: [{ op: 'add', value: { name: { middleName: 'M' }, emails: [home] } }],
      becomes: { name: { ...name, middleName: 'M' }, emails: [work, home] },
    }),
  ),
  check(
    'PAT-48 M 7644 3.5.2.1',
    'add of a part by its own path sets that part',
    patching({
      of: { name },
      operations: [add('name.honorificPrefix', 'Dr.')],
      becomes: { name: { ...name, honorificPrefix: 'Dr.' } },
    }),
  ),
];

const replacing: readonly Check[] = [
  check(
    'PAT-15 M 7644 3.5.2.3',
    'replace of what is not set sets it',
    patching({
      operations: [replace('nickName', 'A'), replace('name.givenName', 'Ana')],
      becomes: { nickName: 'A', name: { givenName: 'Ana' } },
    }),
  ),
  check(
    'PAT-16 M 7644 3.5.2.3',
    'replace without a path sets the attributes it names, and no others',
    patching({
      of: { title: 'A', nickName: 'N' },
      operations: [{ op: 'replace', value: { title: 'B' } }],
      becomes: { title: 'B', nickName: 'N' },
    }),
  ),
  check(
    'PAT-17 M 7644 3.5.2.3',
    'replace of a complex attribute keeps the parts it does not name',
    patching({
      of: { name },
      operations: [replace('name', { givenName: 'Anna' })],
      becomes: { name: { familyName: 'Ruiz', givenName: 'Anna' } },
    }),
  ),
  check(
    'PAT-20 M 7644 3.5.2.3',
    'A complex attribute cannot become a text',
    patching({ of: { name }, operations: [replace('name', 'Ana Ruiz')], refused: refused() }),
  ),
  check('PAT-31 M 7644 3.5.2.3', 'active is switched off and on, with a path and without', {
    given: { ana: user() },
    steps: [
      patch(ana, [replace('active', false)]),
      get(ana, { body: { active: false } }),
      patch(ana, [{ op: 'replace', value: { active: true } }]),
      get(ana, { body: { active: true } }),
    ],
  }),
  check('PAT-32 P 7643 2.3.2', 'A boolean as a text is refused', {
    given: { ana: user() },
    steps: [
      ...['False', 'false'].map((value) => patch(ana, [replace('active', value)], invalidValue)),
      get(ana, { same: 'ana' }),
    ],
  }),
  check('PAT-32d D 7643 2.3.2', 'A boolean as a text is stored as a boolean', {
    given: { ana: user() },
    steps: ['False', 'True', 'false', 'TRUE'].flatMap((value) => [
      patch(ana, [replace('active', value)]),
      get(ana, { body: { active: /true/i.test(value) } }),
    ]),
  }),
  check('PAT-33 M 7643 2.3', 'A value of another type is refused', {
    given: { ana: user() },
    steps: [
      ...[
        replace('title', 7),
        replace('title', { a: 'b' }),
        replace('active', 1),
        replace('emails', 'a@d.example'),
        add('emails', ['a@d.example']),
        replace('name.givenName', ['A', 'B']),
      ].map((operation) => patch(ana, [operation], refused('(invalidValue)'))),
      get(ana, { same: 'ana' }),
    ],
  }),
  check(
    'PAT-44 M 7644 3.5.2',
    'Replacing the mark of an element makes it the only primary',
    patching({
      of: { emails: [work, home] },
      operations: [replace('emails[type eq "home"].primary', true)],
      becomes: {
        emails: [
          { type: 'work', primary: not(true) },
          { type: 'home', primary: true },
        ],
      },
    }),
  ),
  check(
    'PAT-45 M 7644 3.5.2.3',
    'replace of a list leaves only the new one',
    patching({
      of: { emails: [work, home] },
      operations: [replace('emails', [mail('n', 'other')])],
      becomes: { emails: [mail('n', 'other')] },
    }),
  ),
  check(
    'PAT-47 M 7644 3.5.2.3',
    'replace by a filter changes only what matches',
    patching({
      of: { emails: [work, home] },
      operations: [replace('emails[type eq "work"].value', 'new-{tag}@d.example')],
      becomes: { emails: [{ ...work, value: 'new-{tag}@d.example' }, home] },
    }),
  ),
  check(
    'PAT-47b M 7644 3.5.2.3',
    'replace by a filter without a part replaces the whole element',
    patching({
      of: { emails: [work, home] },
      operations: [replace('emails[type eq "work"]', mail('n', 'other'))],
      becomes: { emails: [mail('n', 'other'), home] },
    }),
  ),
  check(
    'PAT-86 S 7643 2.4',
    'Elements that a replace makes alike are one',
    patching({
      of: { emails: [work, mail('v', 'work'), home] },
      operations: [replace('emails[type eq "work"].value', work['value'] ?? '')],
      becomes: { emails: [work, home] },
    }),
  ),
  check(
    'PAT-49 M 7644 3.5.2.3',
    'replace by a filter changes every match',
    patching({
      of: { emails: [work, mail('v', 'work'), home] },
      operations: [replace('emails[type eq "work"].display', 'D')],
      becomes: {
        emails: [
          { ...work, display: 'D' },
          { ...mail('v', 'work'), display: 'D' },
          { ...home, display: not('D') },
        ],
      },
    }),
  ),
  check(
    'PAT-50 M 7644 3.5.2.3',
    'replace by a filter that matches nothing is refused with noTarget',
    patching({
      of: { emails: [work] },
      operations: [replace('title', 'New'), replace('emails[type eq "home"].value', 'x@d.example')],
      refused: refused('noTarget'),
    }),
  ),
  check(
    'PAT-50d D 7644 3.5.2.3',
    'replace by a filter that matches nothing makes the element',
    patching({
      of: { emails: [work] },
      operations: [
        { op: 'Replace', path: 'emails[type eq "home"].value', value: 'x-{tag}@d.example' },
        { op: 'Replace', path: 'title', value: 'New' },
      ],
      becomes: {
        title: 'New',
        emails: [work, { type: 'home', value: 'x-{tag}@d.example', primary: not(true) }],
      },
    }),
  ),
  check(
    'PAT-51 P 7644 3.5.2.1',
    'add by a filter that matches nothing is refused with noTarget',
    patching({
      of: { emails: [work] },
      operations: [add('emails[type eq "home"].value', 'x@d.example')],
      refused: refused('noTarget'),
    }),
  ),
  check(
    'PAT-51d D 7644 3.5.2.1',
    'add by a filter that matches nothing makes the element',
    patching({
      of: { emails: [work] },
      operations: [add('emails[type eq "home"].value', 'x-{tag}@d.example')],
      becomes: { emails: [work, { type: 'home', value: 'x-{tag}@d.example' }] },
    }),
  ),
  check(
    'PAT-52 S 7644 3.5.2.1',
    'add by a filter gives a part to what matches',
    patching({
      of: { emails: [work, home] },
      operations: [add('emails[type eq "home"].display', 'D')],
      becomes: { emails: [work, { ...home, display: 'D' }] },
    }),
  ),
  check(
    'PAT-59 P 7644 3.5.2.3',
    'replace of a part of a list sets it on every element, or is refused',
    patching({
      of: { emails: [work, home] },
      operations: [replace('emails.display', 'D')],
      refused: refused(),
      or: {
        becomes: {
          emails: [
            { ...work, display: 'D' },
            { ...home, display: 'D' },
          ],
        },
      },
    }),
  ),
  check(
    'PAT-60 M 7644 3.5.2.3',
    'replace with the value that is there changes nothing that shows',
    patching({
      of: { title: 'DBA', emails: [work] },
      operations: [replace('title', 'DBA'), replace('emails', [work])],
      becomes: { title: 'DBA', emails: [work] },
    }),
  ),
];

const removing: readonly Check[] = [
  check(
    'PAT-21 M 7644 3.5.2.2',
    'remove takes one attribute away and leaves the others',
    patching({
      of: { nickName: 'A', title: 'DBA' },
      operations: [take('nickName')],
      becomes: { title: 'DBA' },
      without: ['nickName'],
    }),
  ),
  check('PAT-22 M 7644 3.5.2.2', 'remove takes parts away, and with the last the whole', {
    given: { ana: user({ name: { givenName: 'Ana', middleName: 'M' } }) },
    steps: [
      patch(ana, [take('name.middleName')]),
      get(ana, { body: { name: { givenName: 'Ana' } }, without: ['name.middleName'] }),
      patch(ana, [take('name.givenName')]),
      get(ana, { without: ['name.givenName'] }),
    ],
  }),
  check(
    'PAT-23 P 7644 3.5.2.2',
    'remove of what has no value changes nothing',
    patching({
      of: { title: 'DBA' },
      operations: [take('nickName'), take('name.givenName'), take('emails')],
      unchanged: true,
    }),
  ),
  check(
    'PAT-24 M 7644 3.5.2.2',
    'remove without a path is refused with noTarget',
    patching({ operations: [{ op: 'remove' }], refused: refused('noTarget') }),
  ),
  check(
    'PAT-25 M 7644 3.5.2.2',
    'A required attribute cannot be removed',
    patching({ operations: [take('userName')], refused: refused('mutability') }),
  ),
  check(
    'PAT-53 M 7644 3.5.2.2',
    'remove by a filter takes only what matches all of it',
    patching({
      of: { emails: [work, mail('v', 'work'), home] },
      operations: [take('emails[type eq "work" and value sw "v-"]')],
      becomes: { emails: [work, home] },
    }),
  ),
  check(
    'PAT-54 P 7644 3.5.2.2',
    'remove by a filter that matches nothing changes nothing',
    patching({
      of: { emails: [work] },
      operations: [take('emails[type eq "home"]')],
      unchanged: true,
    }),
  ),
  check(
    'PAT-55 M 7644 3.5.2.2',
    'remove by a filter that matches all leaves no value',
    patching({
      of: { emails: [work, mail('v', 'work')] },
      operations: [take('emails[type eq "work"]')],
      without: ['emails'],
    }),
  ),
  check(
    'PAT-56 M 7644 3.5.2.2',
    'remove of a list takes all its values',
    patching({ of: { emails: [work, home] }, operations: [take('emails')], without: ['emails'] }),
  ),
  check(
    'PAT-57 M 7644 3.5.2.2',
    'remove of a part by a filter leaves the element',
    patching({
      of: { emails: [{ ...work, display: 'D' }, home] },
      operations: [take('emails[type eq "work"].display')],
      becomes: { emails: [{ value: 'w-{tag}@d.example' }, home] },
      without: ['emails.0.display', 'emails.1.display'],
    }),
  ),
  check(
    'PAT-58 M 7644 3.5.2.2',
    'remove by ne takes all but one kind',
    patching({
      of: {
        phoneNumbers: [
          { value: '+1', type: 'work' },
          { value: '+2', type: 'mobile' },
          { value: '+3', type: 'home' },
        ],
      },
      operations: [take('phoneNumbers[type ne "mobile"]')],
      becomes: { phoneNumbers: [{ value: '+2', type: 'mobile' }] },
    }),
  ),
];

const paths: readonly Check[] = [
  check('PAT-26 M 7644 3.5.2', 'id, meta and groups cannot be changed', {
    given: { ana: user() },
    steps: [
      ...[
        take('id'),
        take('meta'),
        take('groups'),
        replace('id', 'mine'),
        replace('groups', []),
        replace('meta.created', '2001-01-01T00:00:00Z'),
      ].map((operation) => patch(ana, [operation], mutability)),
      get(ana, { same: 'ana' }),
    ],
  }),
  check('PAT-30 M 7644 3.12', 'A userName in use is refused, and with it the whole PATCH', {
    given: { ana: user(), bo: user() },
    steps: [
      patch(
        ana,
        [replace('title', 'New'), replace('userName', '{bo.userName}')],
        refused('uniqueness', 409),
      ),
      get(ana, { same: 'ana' }),
    ],
  }),
  check(
    'PAT-34 M 7644 3.10',
    'Names in a path are known in any letter case, with and without URN',
    patching({
      of: { emails: [work] },
      operations: [
        replace('NICKNAME', 'A'),
        replace('Name.GivenName', 'Ana'),
        replace(`${urn.user}:title`, 'DBA'),
        replace('EMAILS[TYPE EQ "work"].Display', 'D'),
      ],
      becomes: {
        ...{ nickName: 'A', title: 'DBA', name: { givenName: 'Ana' } },
        emails: [{ ...work, display: 'D' }],
      },
    }),
  ),
  check('PAT-35 M 7644 3.5.2', 'A path that no schema has is refused', {
    given: { ana: user({ emails: [work] }) },
    steps: [
      ...[
        'shoeSize',
        'name.petName',
        `${urn.enterprise}:shoeSize`,
        'emails[colour eq "red"].value',
        'urn:nobody:knows:this:title',
      ].map((path) => patch(ana, [replace(path, 'x')], refused())),
      get(ana, { same: 'ana' }),
    ],
  }),
  check('PAT-36 M 7644 3.5.2', 'A path that cannot be read is refused', {
    given: { ana: user({ emails: [work] }) },
    steps: [
      ...['name.', '.name', 'name..x', 'emails[type eq', 'emails[]', 'na me', ''].map((path) =>
        patch(ana, [replace(path, 'x')], refused()),
      ),
      get(ana, { same: 'ana' }),
    ],
  }),
  check('PAT-37 S 7644 7', 'Names that mean something to JavaScript are no attributes', {
    given: { ana: user() },
    steps: [
      ...['__proto__', 'constructor', 'name.__proto__'].map((path) =>
        patch(ana, [replace(path, { polluted: true })], refused('(invalidPath)')),
      ),
      get(ana, { same: 'ana', without: ['polluted'] }),
    ],
  }),
  check(
    'PAT-38 P 7644 3.10',
    'A dot between a URN and an attribute is refused',
    patching({
      operations: [replace(`${urn.enterprise}.department`, 'Sales')],
      refused: refused(),
    }),
  ),
  check(
    'PAT-38d D 7644 3.10',
    'A dot between a URN and an attribute is read as a colon',
    patching({
      operations: [replace(`${urn.enterprise}.department`, 'Sales')],
      becomes: extended({ department: 'Sales' }),
    }),
  ),
  check('PAT-39 M 7644 3.5.2', 'A path that is no text is refused', {
    given: { ana: user() },
    steps: [
      ...[7, ['title'], { a: 'b' }].map((path) =>
        patch(ana, [{ op: 'replace', path, value: 'x' }], refused()),
      ),
      get(ana, { same: 'ana' }),
    ],
  }),
  check(
    'PAT-61 S 7644 3.5.2',
    'A filter in a path takes and, or, not and parentheses',
    patching({
      of: { emails: [work, home, mail('o', 'other')] },
      operations: [take('emails[(type eq "work" or type eq "home") and not (value sw "w-")]')],
      becomes: { emails: [work, mail('o', 'other')] },
    }),
  ),
  check(
    'PAT-62 M 7644 3.5.2',
    'Text in a filter of a path is a JSON string',
    patching({
      of: { ims: [{ value: 'a "b" ] . c' }, { value: 'other' }] },
      operations: [take('ims[value eq "a \\"b\\" ] . c"]')],
      becomes: { ims: [{ value: 'other' }] },
    }),
  ),
  check('PAT-63 M 7644 3.5.2', 'Elements of a list have no numbers', {
    given: { ana: user({ emails: [work] }) },
    steps: [
      ...['emails[0]', 'emails[0].value', 'emails.0.value'].map((path) =>
        patch(ana, [replace(path, 'x@d.example')], refused()),
      ),
      get(ana, { same: 'ana' }),
    ],
  }),
  check(
    'PAT-76 P 7644 3.5.2.3',
    'A key with a dot is no path',
    patching({
      of: { name },
      operations: [{ op: 'replace', value: { 'name.familyName': 'New' } }],
      refused: refused(),
      or: { becomes: { name, 'name.familyName': { rule: 'absent' } } },
    }),
  ),
  check(
    'PAT-76d D 7644 3.5.2.3',
    'Keys with dots, URNs and brackets are read as paths',
    patching({
      of: { emails: [work] },
      operations: [
        {
          op: 'replace',
          value: {
            'name.familyName': 'Ruiz',
            [department]: 'Sales',
            'emails[type eq "work"].display': 'D',
          },
        },
      ],
      becomes: {
        name: { familyName: 'Ruiz' },
        emails: [{ ...work, display: 'D' }],
        ...extended({ department: 'Sales' }),
      },
    }),
  ),
  check(
    'PAT-75 P 7644 3.5.2.3',
    'A key that no schema has is ignored, or refused',
    patching({
      operations: [{ op: 'replace', value: { title: 'DBA', shoeSize: 42 } }],
      refused: refused(),
      or: { becomes: { title: 'DBA' }, without: ['shoeSize'] },
    }),
  ),
  check(
    'PAT-77 P 7643 2.4',
    'A list for a single value is refused',
    patching({ operations: [replace('displayName', ['x'])], refused: refused('(invalidValue)') }),
  ),
  check(
    'PAT-77d D 7643 2.4',
    'A list of one for a single value is unwrapped',
    patching({ operations: [replace('displayName', ['x'])], becomes: { displayName: 'x' } }),
  ),
  check(
    'PAT-78d D 7643 3.1',
    'An id in a value without a path is ignored',
    patching({
      operations: [{ op: 'replace', value: { id: 'mine', title: 'DBA' } }],
      becomes: { id: '{ana.id}', title: 'DBA' },
    }),
  ),
];

const extensions: readonly Check[] = needing(
  ['enterprise'],
  [
    check(
      'PAT-64 M 7644 3.5.2',
      'An attribute of an extension brings its URN along',
      patching({
        operations: [add(department, 'Sales')],
        becomes: { schemas: holds(urn.enterprise), ...extended({ department: 'Sales' }) },
      }),
    ),
    check(
      'PAT-65 M 7644 3.5.2.1',
      'The object of an extension is merged with what is there',
      patching({
        of: extended({ costCenter: '7' }),
        operations: [{ op: 'add', value: extended({ department: 'Sales' }) }],
        becomes: extended({ costCenter: '7', department: 'Sales' }),
      }),
    ),
    check(
      'PAT-66 S 7644 3.5.2',
      'The URN of an extension is a path too',
      patching({
        operations: [add(urn.enterprise, { department: 'Sales' })],
        becomes: { schemas: holds(urn.enterprise), ...extended({ department: 'Sales' }) },
      }),
    ),
    check(
      'PAT-67 M 7644 3.5.2.2',
      'An attribute of an extension is removed alone',
      patching({
        of: extended({ costCenter: '7', department: 'Sales' }),
        operations: [take(department)],
        becomes: extended({ costCenter: '7' }),
        without: [department],
      }),
    ),
    check(
      'PAT-68 P 7644 3.5.2.2',
      'With its last attribute the extension has no value',
      patching({
        of: extended({ department: 'Sales' }),
        operations: [take(department)],
        becomes: { schemas: holds(urn.user) },
        without: [department],
      }),
    ),
    check(
      'PAT-69 S 7644 3.5.2.2',
      'A whole extension is removed by its URN',
      patching({
        of: extended({ department: 'Sales' }),
        operations: [take(urn.enterprise)],
        becomes: { schemas: [urn.user] },
        without: [urn.enterprise],
      }),
    ),
    check('PAT-70 M 7644 3.5.2.3', 'A manager is changed by the id alone', {
      given: {
        boss: user(),
        other: user(),
        ana: user(extended({ manager: { value: '{boss.id}' } })),
      },
      steps: [
        patch(ana, [replace(`${urn.enterprise}:manager.value`, '{other.id}')]),
        get(ana, { body: extended({ manager: { value: '{other.id}' } }) }),
      ],
    }),
    check('PAT-71 M 7644 3.5.2.2', 'A manager is removed', {
      given: { boss: user(), ana: user(extended({ manager: { value: '{boss.id}' } })) },
      steps: [
        patch(ana, [take(`${urn.enterprise}:manager`)]),
        get(ana, { without: [`${urn.enterprise}:manager`] }),
      ],
    }),
    check(
      'PAT-72 P 7643 4.3',
      'An empty text is no manager',
      patching({ operations: [replace(`${urn.enterprise}:manager`, '')], refused: invalidValue }),
    ),
    check('PAT-73 P 7643 4.3', 'An id as a plain text is no manager', {
      given: { boss: user(), ana: user() },
      steps: [
        patch(ana, [replace(`${urn.enterprise}:manager`, '{boss.id}')], invalidValue),
        get(ana, { same: 'ana' }),
      ],
    }),
    check('PAT-73d D 7643 4.3', 'An id as a plain text is read as the manager', {
      given: { boss: user(), ana: user() },
      steps: [
        patch(ana, [{ op: 'Add', path: `${urn.enterprise}:manager`, value: '{boss.id}' }]),
        get(ana, { body: extended({ manager: { value: '{boss.id}' } }) }),
      ],
    }),
    check(
      'PAT-74 S 7643 3.3',
      'attributes of two schemas are changed in one PATCH',
      patching({
        operations: [replace('title', 'DBA'), replace(department, 'Sales')],
        becomes: { title: 'DBA', ...extended({ department: 'Sales' }) },
      }),
    ),
  ],
);

const immutables: readonly Check[] = [
  check('PAT-28 M 7644 3.5.2', 'An immutable attribute without a value can be set', {
    run: ofImmutable(async (bench, { path, value }) => {
      const { id } = await bench.user();
      bench.expect(await bench.patch(`/Users/${id}`, add(path, value)), { status: [200, 204] });
    }),
  }),
  check('PAT-29 M 7644 3.5.2', 'An immutable attribute with a value keeps it', {
    needs: ['groups'],
    run: keepsImmutable,
  }),
];

/** An immutable attribute of users, with a value for it. */
interface Immutable {
  readonly path: string;
  readonly value: Json;
}

function ofImmutable(
  look: (bench: Bench, immutable: Immutable) => Promise<void>,
): (bench: Bench) => Promise<void> {
  return async (bench) => {
    for (const immutable of immutablesOf(bench)) await look(bench, immutable);
    await addsMember(bench);
  };
}

function immutablesOf(bench: Bench): readonly Immutable[] {
  const type = bench.survey.types.find(({ name: each }) => each === 'User');
  return (type?.schema.attributes ?? []).flatMap((attribute) => {
    const value = sample(attribute, { text: bench.tag, no: 1 });
    const isFit = attribute.mutability === 'immutable' && isWritable(attribute);
    return isFit && value !== undefined ? [{ path: attribute.name, value }] : [];
  });
}

/** The parts of a member are immutable, and adding a member sets them. */
async function addsMember(bench: Bench): Promise<void> {
  if (!bench.survey.types.some(({ name: each }) => each === 'Group')) return;
  const [member, team] = [await bench.user(), await bench.group()];
  const operation = add('members', [{ value: member.id, type: 'User' }]);
  bench.expect(await bench.patch(`/Groups/${team.id}`, operation), { status: [200, 204] });
  bench.expect(await bench.get(`/Groups/${team.id}`), {
    body: { members: [{ value: member.id }] },
  });
}

async function keepsImmutable(bench: Bench): Promise<void> {
  const [ana, bo] = [await bench.user(), await bench.user()];
  const team = await bench.group([ana.id]);
  const path = `/Groups/${team.id}`;
  const part = `members[value eq "${ana.id}"].value`;
  for (const operation of [replace(part, bo.id), add(part, bo.id), take(part)])
    bench.expect(await bench.patch(path, operation), refused('(mutability)'));
  bench.expect(await bench.patch(path, replace(part, ana.id)), { status: [200, 204] });
  bench.expect(await bench.get(path), { body: { members: [{ value: ana.id }] } });
}

const generated: readonly Check[] = [
  check('PAT-79 M 7643 7', 'What is writeOnly can be set and is never shown', {
    run: async (bench) => {
      for (const { path, value } of attributesOf(bench, 'writeOnly')) {
        const { id } = await bench.user();
        for (const op of ['add', 'replace']) {
          const answer = await bench.patch(`/Users/${id}`, { op, path, value });
          bench.expect(answer, { status: [200, 204], without: [path] });
        }
        const named = await bench.get(`/Users/${id}`, { attributes: path });
        bench.expect(named, { status: 200, without: [path] });
      }
    },
  }),
  check('PAT-80 M 7644 3.5.2', 'What is readOnly cannot be added, replaced or removed', {
    run: async (bench) => {
      const made = await bench.user();
      const path = `/Users/${made.id}`;
      for (const each of attributesOf(bench, 'readOnly'))
        for (const op of ['add', 'replace', 'remove']) {
          const value = op === 'remove' ? {} : { value: each.value };
          bench.expect(await bench.patch(path, { op, path: each.path, ...value }), mutability);
        }
      bench.expect(await bench.get(path), { status: 200, body: made });
    },
  }),
];

/** Attributes of users by mutability, those of extensions too, with a value to try. */
function attributesOf(
  bench: Bench,
  mutability: 'writeOnly' | 'readOnly',
): readonly { readonly path: string; readonly value: Json }[] {
  const type = bench.survey.types.find(({ name: each }) => each === 'User');
  if (!type) return [];
  const homes = [
    { prefix: '', attributes: type.schema.attributes },
    ...type.extensions.map(({ id, attributes }) => ({ prefix: `${id}:`, attributes })),
  ];
  return homes.flatMap(({ prefix, attributes }) =>
    attributes
      .filter((each) => each.mutability === mutability)
      .map((each) => ({
        path: `${prefix}${each.name}`,
        value:
          sample(each, { text: bench.tag, no: 1 }) ?? (each.multiValued ? [{ value: 'x' }] : 'x'),
      })),
  );
}

const dates: readonly Check[] = [
  check('PAT-81 M 7643 3.1', 'A PATCH that changes something moves the version', {
    given: { ana: user() },
    needs: ['etag'],
    steps: [
      patch(ana, [replace('title', 'DBA')]),
      get(ana, {
        body: { meta: { version: not('{ana.meta.version}'), created: '{ana.meta.created}' } },
      }),
    ],
  }),
  check('PAT-82 M 7644 3.5.2.2', 'What was removed is found by no filter', {
    needs: ['filter'],
    given: { ana: user({ title: 'DBA', emails: [work] }) },
    steps: [
      patch(ana, [take('title'), take('emails[type eq "work"]')]),
      query(
        '/Users',
        { filter: 'id eq "{ana.id}" and (title pr or emails pr)' },
        {
          body: { totalResults: 0 },
        },
      ),
    ],
  }),
  check('PAT-83 M 7644 3.5.2', 'What was patched is found by its new value', {
    needs: ['filter'],
    given: { ana: user({ userName: 'old-{tag}' }) },
    steps: [
      patch(ana, [replace('userName', 'new-{tag}')]),
      query('/Users', { filter: 'userName eq "new-{tag}"' }, { finds: ['ana'] }),
      query('/Users', { filter: 'userName eq "old-{tag}"' }, { finds: [] }),
    ],
  }),
  check('PAT-84 S 7643 2.5', 'replace by null or an empty list leaves no value', {
    given: { ana: user({ title: 'DBA', emails: [work] }) },
    steps: [
      patch(ana, [replace('emails', [])]),
      get(ana, { without: ['emails'] }),
      patch(
        ana,
        [replace('title', null)],
        [{ then: [get(ana, { without: ['title'] })] }, refused()],
      ),
    ],
  }),
  check('PAT-85 P 7644 3.5.2.1', 'A user gets its first password by PATCH', {
    needs: ['changePassword'],
    given: { ana: user() },
    steps: [
      patch(ana, [replace('password', 'Secret-{tag}')]),
      get(ana, { body: { id: present }, without: ['password'] }),
    ],
  }),
];

/** Every check of PATCH. */
export const patchChecks: readonly Check[] = needing(
  ['patch'],
  [
    ...messages,
    ...adding,
    ...replacing,
    ...removing,
    ...paths,
    ...extensions,
    ...immutables,
    ...generated,
    ...dates,
  ],
);
