import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What takes minutes begins first: begun last, it would keep one processor waiting for the other. */
const longest = [/\/e2e\/journey\./u, /\/contract\/contract\./u, /\/documents\/sheets\./u, /\/e2e\//u];

const rank = ({ moduleId }: TestSpecification): number => {
  const found = longest.findIndex((each) => each.test(moduleId.replaceAll('\\', '/')));
  return found === -1 ? longest.length : found;
};

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).toSorted((one, other) => rank(one) - rank(other));
  }
}
