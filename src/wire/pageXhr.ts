// Answers XMLHttpRequests to lab hosts inside the page; loaded after the first screen, since hardly anything still sends them.
import { XMLHttpRequestInterceptor } from '@mswjs/interceptors/XMLHttpRequest';
import type { AnswerRequest } from './handlers.ts';
import { networkOver } from './network.ts';

/** MSW's network for XMLHttpRequest, switched off. */
export const xhrNetwork = (answer: AnswerRequest) =>
  networkOver(new XMLHttpRequestInterceptor(), answer);
