import { Lost } from '../frame/lost.tsx';

/** The rooms of IAM, by the path below `/console/iam`. */
export function Component() {
  return <Lost />;
}
