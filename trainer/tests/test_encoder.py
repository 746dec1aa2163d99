import numpy as np

from encoder import BUCKETS, DIMENSIONS, features, fnv, train, words, write


def test_hashes_are_those_of_the_reader():
    # packages/generate/src/retrieval/encoder.test.ts has the same numbers
    assert fnv("") == 2166136261
    assert fnv("größe") == 3443061914
    assert features("post") == [233, 2356, 3195, 3289, 4005, 9353, 12589, 14106, 14919, 14923]
    assert words("Post_it to Größe-2!") == ["post", "it", "to", "größe", "2"]


def test_learns_which_step_words_ask_for(tmp_path):
    pairs = [("ping the crew", "Slack: Send message"), ("new card please", "Trello: Create card")]
    texts = [right for _, right in pairs]
    data = [{"q": words, "p": right, "n": texts} for words, right in pairs]
    encoder = train(data, steps=60, batch_size=2, dropout=0.1, lr=5e-2, seed=1)
    scores = (encoder([query for query, _ in pairs]) @ encoder(texts).T).detach().numpy()
    assert scores.argmax(axis=1).tolist() == [0, 1]

    file = tmp_path / "encoder.bin"
    write(encoder.table(), file)
    raw = file.read_bytes()
    assert np.frombuffer(raw[:8], "<u4").tolist() == [BUCKETS, DIMENSIONS]
    scales = np.frombuffer(raw[8 : 8 + 4 * BUCKETS], "<f4")
    rows = np.frombuffer(raw[8 + 4 * BUCKETS :], "int8").reshape(BUCKETS, DIMENSIONS)
    assert np.abs(rows * scales[:, None] - encoder.table()).max() <= scales.max()
