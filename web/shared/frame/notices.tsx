import Flashbar, { type FlashbarProps } from '@cloudscape-design/components/flashbar';
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { useTexts } from '../i18n/texts.tsx';

interface Notice {
  readonly id: string;
  readonly type: 'success' | 'info' | 'warning' | 'error';
  readonly content: string;
  /** How often somebody went elsewhere since it was told. */
  readonly moves: number;
}

/** Tells the result of an act above the page; screen readers say it. */
type Tell = (content: string, type?: Notice['type']) => void;

interface Notices {
  readonly notices: readonly Notice[];
  readonly tell: Tell;
  readonly dismiss: (id: string) => void;
  readonly move: () => void;
}

const NoticesContext = createContext<Notices | undefined>(undefined);
/** Older notices give way. */
const MOST = 3;
/** An act often leads to the page of what it made, where its result is still to be read. */
const MOST_MOVES = 1;

/** Keeps the notices of what is below it. */
export function NoticesProvider(props: { readonly children: ReactNode }) {
  const [notices, setNotices] = useState<readonly Notice[]>([]);
  const count = useRef(0);
  const tell = useCallback<Tell>((content, type = 'success') => {
    count.current += 1;
    const notice = { id: `notice-${count.current}`, type, content, moves: 0 };
    setNotices((shown) => [notice, ...shown].slice(0, MOST));
  }, []);
  const dismiss = useCallback((id: string) => {
    setNotices((shown) => shown.filter((notice) => notice.id !== id));
  }, []);
  const move = useCallback(() => {
    setNotices((shown) =>
      shown.flatMap((one) => (one.moves < MOST_MOVES ? [{ ...one, moves: one.moves + 1 }] : [])),
    );
  }, []);
  const value = useMemo(() => ({ notices, tell, dismiss, move }), [notices, tell, dismiss, move]);
  return <NoticesContext value={value}>{props.children}</NoticesContext>;
}

function useNotices(): Notices {
  const notices = useContext(NoticesContext);
  if (!notices) throw new Error('there is no NoticesProvider above');
  return notices;
}

/** Tells results: `const tell = useTell(); tell(t('users.deleted', { name }))`. */
export function useTell(): Tell {
  return useNotices().tell;
}

/**
 * The notices, newest first. `lasting` ones stand before them and stay; the others go when somebody
 * goes on from the page that they were read on.
 *
 * @param place the path of the page below
 */
export function NoticeBar(props: {
  readonly place: string;
  readonly lasting: readonly FlashbarProps.MessageDefinition[];
}) {
  const { t } = useTexts();
  const { notices, dismiss, move } = useNotices();
  const { place } = props;
  const last = useRef(place);
  useEffect(() => {
    if (last.current === place) return;
    last.current = place;
    move();
  }, [place, move]);
  const items = notices.map(
    ({ id, type, content }): FlashbarProps.MessageDefinition => ({
      id,
      type,
      content,
      ariaRole: type === 'error' ? 'alert' : 'status',
      dismissible: true,
      dismissLabel: t('common.dismiss'),
      onDismiss: () => dismiss(id),
    }),
  );
  return <Flashbar items={[...props.lasting, ...items]} />;
}
