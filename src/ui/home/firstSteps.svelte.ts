// Leads a newcomer through three requests: ask who works here, hire Ana, and try to hire her again.
import type { LabExchange, Room } from '../lab.ts';
import { Workspace } from '../workspace.svelte.ts';

/** Where the newcomer stands. `asked`, `hired` and `refused` follow from the answer in view. */
export type Step = 'ask' | 'asked' | 'hire' | 'hired' | 'refused';

const blank = '____';

/** The request with one blank: what the server requires, and the person HR has announced. */
const hireText = `POST /Users

{
  "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"],
  "userName": "${blank}",
  "displayName": "Ana Ruiz",
  "externalId": "E1042"
}`;

/** The userName that HR's announcement gives; the blank takes any other too. */
export const anasUserName = 'ana.ruiz@northwind.example';

/** State of the first page: its workspace and the step it is at. */
export class FirstSteps {
  readonly room: Room;
  readonly workspace: Workspace;
  #hiring = $state(false);

  constructor(room: Room) {
    this.room = room;
    this.workspace = new Workspace(room, 'GET /Users?count=3');
  }

  /** The step, worked out from what was asked and what came back. */
  get step(): Step {
    const exchange = this.workspace.exchange;
    if (this.#hiring) return exchange?.request.method === 'POST' ? this.#outcome(exchange) : 'hire';
    return exchange ? 'asked' : 'ask';
  }

  /** The request has a blank that nobody has filled in yet. */
  get hasBlank(): boolean {
    return this.workspace.text.includes(blank);
  }

  /** Puts the request that hires Ana into the editor, its blank selected. */
  hire(): void {
    this.#hiring = true;
    this.workspace.show(undefined);
    this.workspace.fill(hireText);
  }

  /** Back to the first question. */
  startAgain(): void {
    this.#hiring = false;
    this.workspace.show(undefined);
    this.workspace.fill('GET /Users?count=3');
  }

  #outcome(exchange: LabExchange): Step {
    if (exchange.response.status === 201) return 'hired';
    return exchange.response.status === 409 ? 'refused' : 'hire';
  }
}
