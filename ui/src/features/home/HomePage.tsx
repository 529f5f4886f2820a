export function HomePage() {
  return <main>FormsHub</main>;
}
