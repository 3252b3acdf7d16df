"""Sequence-to-sequence models of a few thousand random weights, saved as a folder that `transformers` loads."""

from pathlib import Path

TEXT = (
    "<pad> </s> <unk> anna dana : . , i will send you the checklist by friday thanks it went well we agreed on "
    "tuesdays should tell my boss talk about offer salary plan next week and to of a is was that"
)
WORDS = [*dict.fromkeys(TEXT.split())]


def save_tokenizer(folder: Path, longest: int) -> None:
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors
    from transformers import PreTrainedTokenizerFast

    tokenizer = Tokenizer(models.WordLevel({word: at for at, word in enumerate(WORDS)}, unk_token="<unk>"))
    tokenizer.normalizer = normalizers.Lowercase()
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    tokenizer.post_processor = processors.TemplateProcessing(single="$A </s>", special_tokens=[("</s>", 1)])
    PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, pad_token="<pad>", eos_token="</s>", unk_token="<unk>", model_max_length=longest
    ).save_pretrained(folder)


def save_t5(folder: Path, *, prefix: str = "", longest: int = 48) -> Path:
    import torch
    from transformers import T5Config, T5ForConditionalGeneration

    torch.manual_seed(0)
    config = T5Config(
        vocab_size=len(WORDS), d_model=16, d_kv=8, d_ff=32, num_layers=1, num_decoder_layers=1, num_heads=2,
        pad_token_id=0, eos_token_id=1, decoder_start_token_id=0, n_positions=longest,
    )  # fmt: skip
    if prefix:
        config.task_specific_params = {"summarization": {"prefix": prefix}}
    T5ForConditionalGeneration(config).save_pretrained(folder)
    save_tokenizer(folder, longest)
    return folder


def save_bart(folder: Path, *, longest: int = 48) -> Path:
    import torch
    from transformers import BartConfig, BartForConditionalGeneration

    torch.manual_seed(1)
    config = BartConfig(
        vocab_size=len(WORDS), d_model=16, encoder_layers=1, decoder_layers=1, encoder_attention_heads=2,
        decoder_attention_heads=2, encoder_ffn_dim=32, decoder_ffn_dim=32, max_position_embeddings=longest,
        pad_token_id=0, bos_token_id=1, eos_token_id=1, decoder_start_token_id=1, forced_eos_token_id=None,
    )  # fmt: skip
    BartForConditionalGeneration(config).save_pretrained(folder)
    save_tokenizer(folder, longest)
    return folder


def teach_t5(folder: Path, questions: list[str], answer: str) -> Path:
    """A T5 that knows the words of some lines, with their case, and answers everything with one text."""
    import torch
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers, processors
    from transformers import PreTrainedTokenizerFast, T5Config, T5ForConditionalGeneration

    spaced = pre_tokenizers.Metaspace()
    words = dict.fromkeys(word for text in (*questions, answer) for word, _ in spaced.pre_tokenize_str(text))
    vocabulary = {word: at for at, word in enumerate(["<pad>", "</s>", "<unk>", *words])}
    made = Tokenizer(models.WordLevel(vocabulary, unk_token="<unk>"))
    made.pre_tokenizer, made.decoder = spaced, decoders.Metaspace()
    made.post_processor = processors.TemplateProcessing(single="$A </s>", special_tokens=[("</s>", 1)])
    tokenizer = PreTrainedTokenizerFast(
        tokenizer_object=made, pad_token="<pad>", eos_token="</s>", unk_token="<unk>", model_max_length=512
    )
    torch.manual_seed(0)
    config = T5Config(
        vocab_size=len(vocabulary), d_model=32, d_kv=16, d_ff=64, num_layers=1, num_decoder_layers=1, num_heads=2,
        pad_token_id=0, eos_token_id=1, decoder_start_token_id=0, n_positions=512, dropout_rate=0.0,
    )  # fmt: skip
    model = T5ForConditionalGeneration(config)
    inputs = tokenizer(["\n".join(questions), *questions], return_tensors="pt", padding=True)
    labels = tokenizer([answer] * (len(questions) + 1), return_tensors="pt").input_ids
    optimiser = torch.optim.Adam(model.parameters(), lr=0.01)
    for _ in range(120):
        optimiser.zero_grad()
        model(input_ids=inputs.input_ids, attention_mask=inputs.attention_mask, labels=labels).loss.backward()
        optimiser.step()
    model.eval().save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return folder
