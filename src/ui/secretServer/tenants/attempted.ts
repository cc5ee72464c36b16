// Turns a failure that nobody expected into a sentence, so that a form can show it where it was sent from.
import { fail, type Result } from '../../../base/result.ts';

/** What came of the work; a rejection becomes a trouble. */
export async function attempted<Value>(
  work: Promise<Result<Value, string>>,
): Promise<Result<Value, string>> {
  try {
    return await work;
  } catch (error) {
    return fail(`That did not work. ${error instanceof Error ? error.message : String(error)}`);
  }
}
