import type { APIRoute } from "astro";
import { kernelFile } from "../../site/kernel-answers.ts";

export const GET: APIRoute = () => Response.json(kernelFile());
