declare module "asl-validator" {
  export default function validate(machine: unknown): {
    isValid: boolean;
    errorsText(separator: string): string;
  };
}
