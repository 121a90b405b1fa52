/** The mark: a sun over the horizon, half risen. */
export function BrandMark({ size = 26 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <path d="M8 21a8 8 0 0 1 16 0z" fill="#ffc45c" />
      <path d="M5 24.8h22" stroke="#fff" strokeWidth="2" strokeLinecap="round" />
      <path
        d="M16 6.2v3.2M7.1 9.7l2.3 2.3M24.9 9.7l-2.3 2.3"
        stroke="#ffc45c"
        strokeWidth="2"
        strokeLinecap="round"
      />
    </svg>
  );
}
